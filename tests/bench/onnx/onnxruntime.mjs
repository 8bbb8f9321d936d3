// Milliseconds a tile of networks in ONNX Runtime's npm package (onnxruntime-node), for the comparison with bowman-bench network. Not a part of the product.
// usage, beside a copy of this file in an empty folder: npm install onnxruntime-node && node onnxruntime.mjs MODEL.onnx… [--threads 2] [--batch 4] [--edge 256] [--rounds 15]
// Prints JSON: median of wall and of processor time, a tile. Sizes are those with which to_onnx.py wrote the files.
import ort from "onnxruntime-node";

const options = { threads: 2, batch: 4, edge: 256, rounds: 15 };
const files = [];
for (let i = 2; i < process.argv.length; ++i) {
  const name = process.argv[i].replace(/^--/, "");
  if (process.argv[i].startsWith("--")) {
    if (!(name in options)) throw new Error(`no option ${process.argv[i]}`);
    options[name] = Number(process.argv[++i]);
  } else files.push(process.argv[i]);
}
if (files.length === 0) throw new Error("give at least one ONNX file");

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const { batch, edge, rounds, threads } = options;
const values = Float32Array.from({ length: batch * 3 * edge * edge }, () => 2 * Math.random() - 1);
const networks = [];
for (const file of files) {
  const session = await ort.InferenceSession.create(file, { intraOpNumThreads: threads, interOpNumThreads: 1, graphOptimizationLevel: "all" });
  networks.push({ file, session, wall: [], cpu: [] });
}
for (let round = -2; round < rounds; ++round)
  for (const network of networks) {
    const picture = new ort.Tensor("float32", values, [batch, 3, edge, edge]);
    const wall = process.hrtime.bigint(), cpu = process.cpuUsage();
    await network.session.run({ picture });
    if (round < 0) continue;
    const used = process.cpuUsage(cpu);
    network.wall.push(Number(process.hrtime.bigint() - wall) / 1e6 / batch);
    network.cpu.push((used.user + used.system) / 1e3 / batch);
  }
console.log(JSON.stringify(networks.map(({ file, wall, cpu }) => ({ file, wall_ms_per_tile: median(wall), cpu_ms_per_tile: median(cpu) })), null, 1));
