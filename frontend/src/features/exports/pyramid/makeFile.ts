import type { Pen } from "./pen";
import { drawSheet, type Sheet, sizeOf, wordsOf } from "./pyramidSheet";

export const formats = ["pdf", "svg", "png"] as const;
export type Format = (typeof formats)[number];

/** Told while a file is made: how much of it is done, 0..1. */
export type Told = (share: number) => void;

/** Twice as fine as the screen, as far as browsers allow so large a picture. */
const finest = 2;
const longestSide = 16_000;
const mostPixels = 120_000_000;

/** Let the browser do something else: draw how far it has come, hear that it is to be stopped. */
const breath = () => new Promise<void>((resolve) => setTimeout(resolve));

async function drawWith(pen: Pen, sheet: Sheet, told: Told, signal: AbortSignal): Promise<void> {
  for (const share of drawSheet(pen, sheet)) {
    told(share);
    await breath();
    signal.throwIfAborted();
  }
}

/**
 * Make a file of the pyramid.
 *
 * Throws:
 *   AbortError: It was stopped.
 */
export async function makeFile(format: Format, sheet: Sheet, told: Told, signal: AbortSignal): Promise<Blob> {
  await document.fonts?.ready;
  switch (format) {
    case "svg":
      return svgFile(sheet, told, signal);
    case "png":
      return pngFile(sheet, told, signal);
    case "pdf":
      return pdfFile(sheet, told, signal);
  }
}

async function svgFile(sheet: Sheet, told: Told, signal: AbortSignal): Promise<Blob> {
  const [{ SvgPen }, { fontFaces }] = await Promise.all([import("./svgPen"), import("./letters")]);
  const pen = new SvgPen();
  await drawWith(pen, sheet, told, signal);
  const faces = await fontFaces(wordsOf(sheet), signal);
  const text = pen.document(sizeOf(sheet), sheet.title, sheet.subtitle, faces);
  return new Blob([text], { type: "image/svg+xml" });
}

/** How many pixels of the picture a pixel of the drawing gets. */
export function finenessOf({ width, height }: { width: number; height: number }): number {
  return Math.min(finest, longestSide / Math.max(width, height), Math.sqrt(mostPixels / (width * height)));
}

async function pngFile(sheet: Sheet, told: Told, signal: AbortSignal): Promise<Blob> {
  const { CanvasPen } = await import("./canvasPen");
  const size = sizeOf(sheet);
  const fineness = finenessOf(size);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(size.width * fineness);
  canvas.height = Math.round(size.height * fineness);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser draws no pictures.");
  context.scale(fineness, fineness);
  await drawWith(new CanvasPen(context), sheet, told, signal);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large for this browser."))),
      "image/png",
    ),
  );
}

async function pdfFile(sheet: Sheet, told: Told, signal: AbortSignal): Promise<Blob> {
  const [{ jsPDF }, { PdfPen, scaleOf }, { trueTypeFiles }] = await Promise.all([
    import("jspdf"),
    import("./pdfPen"),
    import("./letters"),
  ]);
  const size = sizeOf(sheet);
  const scale = scaleOf(size);
  const format = [size.width * scale, size.height * scale];
  const orientation = size.width > size.height ? "landscape" : "portrait";
  const page = new jsPDF({ unit: "pt", format, orientation, compress: true, putOnlyUsedFonts: true });
  page.setProperties({ title: sheet.title, subject: sheet.subtitle, creator: "Samsvar" });
  await drawWith(new PdfPen(page, scale, await trueTypeFiles(wordsOf(sheet), signal)), sheet, told, signal);
  return page.output("blob");
}
