import { augmentation, activation, residual, accuracy, adamW, batchNorm, conv, dense, fit, globalPool, dropout, melSpectrogram, net, oneCycle, pool, seed, spokenDigits, specAugment, timeShift, gain, noise, evaluate, confusion, summary } from "./packages/rosenblatt/lib/index.js";
function speedImage(image, random, { most }) {
  const rate = 2 ** (Math.log2(1 + most) * (2 * random() - 1));
  const { values } = image;
  const out = values.map((_, i) => { const at = i * rate, j = Math.floor(at); const a = values[j] ?? 0, b = values[j + 1] ?? 0; return a + (b - a) * (at - j); });
  return { ...image, values: out };
}
const speed = (most) => augmentation(speedImage, { most });
const arg = JSON.parse(process.argv[2] ?? "{}");
const { epochs = 10, leaveOut, w = 16, aug = false, lr = 1e-2, norm, spec = false, drop = 0, mels=40, hop=128, size=256, batch=50, n = 1, speakers, gear } = arg;
const los = leaveOut ? [leaveOut].flat() : [undefined];
for (const lo of los) for (let s = 1; s <= n; s++) {
seed(s);
const t0 = process.cpuUsage();
let data = await spokenDigits({ leaveOut: lo, ...(speakers?{speakers}:{}) });
const ear = melSpectrogram(mels, { sampleRate: 8000, size, hop, scale: arg.scale ?? "log", ...(arg.floor ? {floor: arg.floor} : {}), ...(arg.range ? {range: arg.range} : {}), ...(norm ? { normalise: norm } : {}) });
const step = (f) => [conv(f, 3, { pad: "same", act: "relu", bias: false }), batchNorm(), pool(2)];
const cs = (f, stride = 1) => [conv(f, 3, { pad: "same", act: "linear", bias: false, stride }), batchNorm()];
const res = (f) => residual([...cs(f), activation("relu"), ...cs(f)]);
const models = {
  freq: () => [conv(w, 5, {stride: 2, pad: "same", bias: false}), batchNorm(), ...step(2*w), ...step(2*w), conv(4*w, [3, 4], {bias:false}), batchNorm()],
  freqmax: () => [conv(w, 5, {stride: 2, pad: "same", bias: false}), batchNorm(), ...step(2*w), conv(4*w, [3, 8], {bias:false}), batchNorm()],
  tdnn: () => [conv(4*w, [5, 32], {bias: false}), batchNorm(), pool([2,1]), conv(4*w, [5, 1], {bias: false}), batchNorm(), pool([2,1]), conv(4*w, [3,1], {bias: false}), batchNorm()],
  plain: () => [...step(w), ...step(2*w), ...step(4*w)],
  strided: () => [conv(w, 5, {stride: 2, pad: "same", bias: false}), batchNorm(), ...step(2*w), ...step(4*w), conv(4*w, 3, {pad:"same",bias:false}), batchNorm()],
  strided3: () => [conv(w, 5, {stride: 2, pad: "same", bias: false}), batchNorm(), ...step(2*w), ...step(2*w), ...step(4*w)],
};
const model = net(data.shape, ear, ...(arg.nobn ? [] : [batchNorm()]), ...(spec ? [specAugment({ time: arg.ht ?? 10, frequency: arg.hf ?? 8, masks: arg.masks ?? 1 })] : []), ...models[arg.m ?? 'plain'](), globalPool(arg.gp ? {kind: arg.gp} : {}), ...(drop?[dropout(drop)]:[]), dense(10));
if (s === 1 && lo === los[0]) console.log(summary(model).parameters, summary(model).multAdds);
const train = aug ? data.augment(...(arg.speed ? [speed(arg.speed)] : []), timeShift(arg.shift ?? 800), ...(arg.gain === 0 ? [] : [gain(arg.gain ?? 6)]), ...(arg.noise ? [noise(arg.noise)] : [])) : data;
const t1 = process.cpuUsage();
const run = fit(model, train, { epochs, batchSize: batch, optimizer: adamW(lr, { weightDecay: 0.05 }), schedule: oneCycle(), metrics: { accuracy }, show: false, seed: s });
const h = await run;
const t2 = process.cpuUsage();
const sec = (a, b) => ((b.user + b.system - a.user - a.system) / 1e6).toFixed(1);
console.log(lo === los[0] ? JSON.stringify(arg) : lo, "load", sec(t0, t1), "fit", sec(t1, t2), h.valAccuracy.map(v => v.toFixed(3)).join(" "), "train", h.accuracy?.at(-1), run.latest.note ?? "");
}
