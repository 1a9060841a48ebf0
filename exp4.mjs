import { accuracy, adamW, batchNorm, conv, dense, fit, globalPool, melSpectrogram, net, oneCycle, pool, seed, spokenDigits, specAugment, timeShift, evaluate, Split, tf, zeroPad } from "./packages/rosenblatt/lib/index.js";
const all = await spokenDigits({});
const data = { ...all, train: all.train.take(1000) };
const step = (f) => [conv(f, 3, { pad: "same", bias: false }), batchNorm(), pool(2)];
async function time(label, front, { first = [conv(16, 5, {stride: 2, pad: "same", bias: false}), batchNorm()], aug = false, threads } = {}) {
  seed(1);
  const m = net(data.shape, ...front, ...first, ...step(32), ...step(32), ...step(64), globalPool(), dense(10));
  const t0 = process.cpuUsage(), w0 = performance.now();
  await fit(m, aug ? { ...data, train: data.train.augment(timeShift(800)) } : data, { epochs: 4, batchSize: 50, optimizer: adamW(1e-2, { weightDecay: 0.05 }), show: false, validation: false, seed: 1, threads });
  const t = process.cpuUsage(t0); console.log(label, ((t.user + t.system) / 1e6).toFixed(1), ((performance.now() - w0) / 1e3).toFixed(1));
}
const ear = (o = {}) => melSpectrogram(32, { sampleRate: 8000, size: 256, hop: 160, scale: "log", normalise: "example", ...o });
await time("warm", [ear()]);
await time("ear only", [ear()]);

await time("ear+spec", [ear(), specAugment({ time: 8, frequency: 6 })]);
await time("ear+spec+aug", [ear(), specAugment({ time: 8, frequency: 6 })], { aug: true });
