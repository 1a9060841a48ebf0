import { accuracy, adamW, adam, batchNorm, conv, dense, fit, globalPool, melSpectrogram, net, oneCycle, pool, seed, spokenDigits, specAugment, timeShift, evaluate, Split, tf, rows, bidirectional, gru, lstm, perStep, ctc, ctcGreedy, ctcBeamSearch, wordErrorRate, utterances, predict, dataset, summary } from "./packages/rosenblatt/lib/index.js";
const arg = JSON.parse(process.argv[2] ?? "{}");
const { epochs = 8, count = 1000, lr = 5e-3, rec = "gru", units = 48, batch = 25, sub = 2, gap = 0.15, range = [3, 5], bi = true } = arg;
let state = 7; const rnd = () => { state = (state * 1664525 + 1013904223) % 4294967296; return state / 4294967296; };
const all = await spokenDigits({});
function strings(split, speakers, n) {
  const by = {}; speakers.forEach((s, i) => (by[s] ??= []).push(i));
  const names = Object.keys(by);
  const out = [];
  while (out.length < n) {
    const own = by[names[out.length % names.length]];
    const k = range[0] + Math.floor(rnd() * (range[1] - range[0] + 1));
    const parts = [], text = [];
    for (let j = 0; j < k; j++) {
      const i = own[Math.floor(rnd() * own.length)];
      const x = split.at(i).input; let m = x.length; while (m > 0 && x[m - 1] === 0) m--;
      parts.push(x.subarray(0, m)); text.push(split.labels[i]);
      if (j < k - 1) parts.push(new Float32Array(Math.round(8000 * gap * rnd())));
    }
    const len = parts.reduce((a, p) => a + p.length, 0);
    if (len > 8000 * (arg.seconds ?? 3.5)) continue;
    const samples = new Float32Array(len); let at = 0; for (const p of parts) { samples.set(p, at); at += p.length; }
    out.push({ samples, text: text.join("") });
  }
  return utterances(out, { sampleRate: 8000, seconds: arg.seconds ?? 3.5, alphabet: [..."0123456789"] });
}
const train = strings(all.train, all.speakers.train, count), test = strings(all.test, all.speakers.test, 200);
const data = dataset({ name: "Strings", licence: "", source: "", citation: "", shape: train.shape, classes: train.classes }, { train: train.split(), test: test.split() });
seed(1);
const ear = melSpectrogram(32, { sampleRate: 8000, size: 256, hop: 160, scale: "log", normalise: "example" });
const cell = rec === "gru" ? gru(units, { sequences: true }) : lstm(units, { sequences: true });
const f = arg.w ?? 16;
const model = net(data.shape, ear, ...(arg.spec ? [specAugment({ time: 10, frequency: 6, masks: 2 })] : []), conv(f, 5, { stride: 2, pad: "same", bias: false }), batchNorm(), conv(2*f, 3, { pad: "same", bias: false }), batchNorm(), pool(sub === 4 ? 2 : [1, 2]), conv(2*f, 3, { pad: "same", bias: false }), batchNorm(), pool([1, 2]), rows(), ...(rec === "none" ? [] : [bi ? bidirectional(cell) : cell]), perStep(dense(11)));
console.log(summary(model).parameters, summary(model).multAdds, model.outputShape);
const t0 = process.cpuUsage();
const run = fit(model, data, { epochs, batchSize: batch, loss: ctc(), optimizer: adamW(lr, { weightDecay: 0.01, clipNorm: 1 }), schedule: oneCycle(), show: false, seed: 1 });
const h = await run;
const t = process.cpuUsage(t0);
const { outputs } = predict(model, data.test);
const [, T, C] = model.outputShape;
const logits = tf.tensor3d(outputs, [test.length, T, C]);
const greedy = ctcGreedy(logits).map((s) => [...test.textOf(s)].join(" "));
const truth = test.texts.map((s) => [...s].join(" "));
const b0 = process.cpuUsage();
const beam = ctcBeamSearch(logits, { beams: 8 }).map(([b]) => [...test.textOf(b.symbols)].join(" "));
const b = process.cpuUsage(b0);
console.log(JSON.stringify(arg), ((t.user + t.system) / 1e6).toFixed(1), "beam cpu", ((b.user + b.system) / 1e6).toFixed(1), "loss", h.loss.map((v) => v.toFixed(2)).join(" "), "val", h.valLoss.map((v) => v.toFixed(2)).join(" "), "WER", wordErrorRate(greedy, truth).toFixed(3), wordErrorRate(beam, truth).toFixed(3), "right", greedy.filter((g, i) => g === truth[i]).length, beam.filter((g, i) => g === truth[i]).length, run.latest.note ?? "");
