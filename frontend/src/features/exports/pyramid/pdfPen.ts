import type { jsPDF } from "jspdf";
import { type Face, type FontFile, runsOf } from "./letters";
import type { Ink, Pen } from "./pen";

/** Points for a pixel: a page of a drawing's own size. */
const pointsOfPixel = 0.75;
/** The longest side that readers of PDF allow. */
const longestPoints = 14_400;

/** Points for a pixel of a drawing of this size. */
export function scaleOf({ width, height }: { width: number; height: number }): number {
  return Math.min(pointsOfPixel, longestPoints / Math.max(width, height));
}

/** Draws on a page of a PDF: paths, and text that can be searched and copied. */
export class PdfPen implements Pen {
  constructor(
    private readonly page: jsPDF,
    private readonly scale: number,
    faces: readonly FontFile[],
  ) {
    for (const { face, base64 } of faces) {
      page.addFileToVFS(`${face}.ttf`, base64);
      page.addFont(`${face}.ttf`, face, "normal");
    }
  }

  box({ x, y, width, height }: Parameters<Pen["box"]>[0], radius: number, ink: Ink): void {
    const rounded = Math.min(radius, width / 2, height / 2) * this.scale;
    const [left, top, wide, high] = [x, y, width, height].map((value) => value * this.scale);
    this.paint(ink, (style) =>
      this.page.roundedRect(left ?? 0, top ?? 0, wide ?? 0, high ?? 0, rounded, rounded, style),
    );
  }

  polygon(points: Parameters<Pen["polygon"]>[0], ink: Ink): void {
    const [first, ...others] = points;
    if (!first) return;
    let here = first;
    const steps = others.map((point) => {
      const step = [(point.x - here.x) * this.scale, (point.y - here.y) * this.scale];
      here = point;
      return step;
    });
    this.paint(ink, (style) =>
      this.page.lines(steps, first.x * this.scale, first.y * this.scale, [1, 1], style, true),
    );
  }

  circle({ x, y }: Parameters<Pen["circle"]>[0], radius: number, ink: Ink): void {
    this.paint(ink, (style) => this.page.circle(x * this.scale, y * this.scale, radius * this.scale, style));
  }

  text(...[words, at, { size, weight, colour }]: Parameters<Pen["text"]>): void {
    this.page.setTextColor(colour);
    this.page.setFontSize(size * this.scale);
    let x = at.x * this.scale;
    for (const { text, subset } of runsOf(words)) {
      this.page.setFont(`${weight}-${subset}` satisfies Face, "normal");
      this.page.text(text, x, at.y * this.scale);
      x += this.page.getTextWidth(text);
    }
  }

  group(_name: string, draw: () => void): void {
    draw();
  }

  private paint({ fill, stroke, width = 1, dash = [] }: Ink, path: (style: "F" | "S" | "FD") => void): void {
    if (!fill && !stroke) return;
    if (fill) this.page.setFillColor(fill);
    if (stroke) {
      this.page.setDrawColor(stroke);
      this.page.setLineWidth(width * this.scale);
      this.page.setLineDashPattern(
        dash.map((length) => length * this.scale),
        0,
      );
    }
    path(fill && stroke ? "FD" : fill ? "F" : "S");
  }
}
