import { spokenDigits } from "./packages/rosenblatt/lib/index.js";
const d = await spokenDigits({ seconds: 3 });
const lens = [], by = {};
for (const part of ["train"]) for (let i = 0; i < d[part].length; i++) { const x = d[part].at(i).input; let n = x.length; while (n > 0 && x[n-1] === 0) n--; lens.push(n/8000); (by[d.speakers[part][i]] ??= []).push(n/8000); }
lens.sort((a,b)=>a-b); const q = p => lens[Math.floor(p*(lens.length-1))].toFixed(2);
console.log([0,.05,.25,.5,.75,.9,.95,.98,.99,1].map(q).join(" "));
for (const k in by) console.log(k, by[k].length, (by[k].reduce((a,b)=>a+b)/by[k].length).toFixed(2), Math.max(...by[k]).toFixed(2));
