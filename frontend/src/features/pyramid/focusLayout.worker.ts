import ELK, { type ElkNode } from "elkjs/lib/elk.bundled.js";

const elk = new ELK();

// Layered layout takes its time, and must not take the page's.
self.onmessage = async ({ data }: MessageEvent<ElkNode>) => {
  self.postMessage(await elk.layout(data));
};
