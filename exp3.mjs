import { accuracy, adamW, batchNorm, conv, dense, fit, globalPool, melSpectrogram, net, oneCycle, pool, seed, spokenDigits, specAugment, timeShift, evaluate, Split } from "./packages/rosenblatt/lib/index.js";
const arg = JSON.parse(process.argv[2] ?? "{}");
const { epochs = 12, R = 500, w = 16, batch = 50, lr = 1e-2, ks = [1,2,3,5], los = ["theo","george","nicolas"], spec = true } = arg;
const names = ["george", "jackson", "lucas", "nicolas", "theo", "yweweler"];
const ear = melSpectrogram(32, { sampleRate: 8000, size: 256, hop: 160, scale: "log", normalise: "example" });
const step = (f) => [conv(f, 3, { pad: "same", bias: false }), batchNorm(), pool(2)];
const make = (data) => net(data.shape, ear, batchNorm(), ...(spec ? [specAugment({ time: 8, frequency: 6 })]:[]), conv(w, 5, {stride: 2, pad: "same", bias: false}), batchNorm(), ...step(2*w), ...step(2*w), ...step(4*w), globalPool(), dense(10));
for (const lo of los) { const i = names.indexOf(lo);
for (const k of ks) {
const t0 = process.cpuUsage();
const heard = Array.from({ length: k }, (_, j) => names[(i + 1 + j) % 6]);
const all = await spokenDigits({ speakers: heard, leaveOut: lo });
const data = { ...all, train: all.train.take(R) };
seed(1);
const m = make(data);
await fit(m, {...data, train: data.train.augment(timeShift(800))}, { epochs, batchSize: batch, optimizer: adamW(lr, { weightDecay: 0.05 }), schedule: oneCycle(), show: false, validation: false, seed: 1 });
const { accuracy: a } = await evaluate(m, data.test, { metrics: { accuracy } });
const t2 = process.cpuUsage(t0);
console.log(JSON.stringify(arg), lo, k, data.train.length, a.toFixed(3), ((t2.user + t2.system) / 1e6).toFixed(1));
}}
