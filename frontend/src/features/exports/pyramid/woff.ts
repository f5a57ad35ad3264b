/**
 * WOFF to the font inside it. A WOFF file (W3C, version 1) is the tables of a TrueType font, each compressed by itself:
 * browsers draw with it as it is, but PDF wants the font.
 */

const signature = 0x774f4646;
const headerLength = 44;
const entryLength = 20;
const sfntHeaderLength = 12;
const sfntEntryLength = 16;

async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const padded = (length: number) => (length + 3) & ~3;

/**
 * Return the TrueType font in a WOFF file.
 *
 * Throws:
 *   Error: It is none.
 */
export async function sfntOf(woff: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const file = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (woff.byteLength < headerLength || file.getUint32(0) !== signature)
    throw new Error("This is no WOFF file.");
  const count = file.getUint16(12);
  const tables = await Promise.all(
    Array.from({ length: count }, async (_, place) => {
      const entry = headerLength + place * entryLength;
      const [tag, offset, stored, length, checksum] = [0, 4, 8, 12, 16].map((at) =>
        file.getUint32(entry + at),
      );
      if (tag === undefined || offset === undefined || stored === undefined || length === undefined)
        throw new Error("This WOFF file ends too early.");
      const bytes = woff.slice(offset, offset + stored);
      return { tag, checksum: checksum ?? 0, bytes: stored < length ? await inflated(bytes) : bytes };
    }),
  );
  const start = sfntHeaderLength + count * sfntEntryLength;
  const font = new Uint8Array(tables.reduce((end, { bytes }) => end + padded(bytes.length), start));
  const view = new DataView(font.buffer);
  const power = Math.floor(Math.log2(count));
  view.setUint32(0, file.getUint32(4));
  view.setUint16(4, count);
  view.setUint16(6, 2 ** power * sfntEntryLength);
  view.setUint16(8, power);
  view.setUint16(10, (count - 2 ** power) * sfntEntryLength);
  let offset = start;
  for (const [place, { tag, checksum, bytes }] of tables.entries()) {
    const entry = sfntHeaderLength + place * sfntEntryLength;
    view.setUint32(entry, tag);
    view.setUint32(entry + 4, checksum);
    view.setUint32(entry + 8, offset);
    view.setUint32(entry + 12, bytes.length);
    font.set(bytes, offset);
    offset += padded(bytes.length);
  }
  return font;
}
