import type { DebugProtocol } from "@vscode/debugprotocol";

/** What this debugger can do, as clients are told. */
export const capabilities: DebugProtocol.Capabilities = {
  supportsConfigurationDoneRequest: true,
  supportsFunctionBreakpoints: true,
  supportsConditionalBreakpoints: true,
  supportsHitConditionalBreakpoints: true,
  supportsLogPoints: true,
  supportsEvaluateForHovers: true,
  supportsSetVariable: true,
  supportsCompletionsRequest: true,
  completionTriggerCharacters: ["."],
  supportsModulesRequest: true,
  supportsLoadedSourcesRequest: true,
  supportsExceptionInfoRequest: true,
  supportsTerminateRequest: true,
  supportsDelayedStackTraceLoading: true,
  exceptionBreakpointFilters: [
    {
      filter: "all",
      label: "All exceptions",
      description: "Stops wherever something is thrown, also if it is caught.",
      default: false,
    },
    {
      filter: "uncaught",
      label: "Uncaught exceptions",
      description: "Stops where something is thrown that nothing in the notebook catches.",
      default: false,
    },
  ],
};
