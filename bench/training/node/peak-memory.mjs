/** The most memory that this process has had resident, in megabytes. */
export function peakMemory() {
  return (process.resourceUsage().maxRSS * 1024) / 1e6;
}
