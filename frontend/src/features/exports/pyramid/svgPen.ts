import { weights } from "../../../ui/tokens";
import type { Ink, Pen, Weight } from "./pen";

const family = "Hanken Grotesk, system-ui, sans-serif";
const weightOf: Record<Weight, number> = { text: weights.text, strong: weights.strong };

const round = (value: number) => String(Math.round(value * 100) / 100);

function escaped(text: string): string {
  return (
    text
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;")
      // Characters that no XML document may hold.
      .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]|\p{Cs}/gu, "")
  );
}

function look({ fill, stroke, width = 1, dash = [] }: Ink): string {
  const drawn = stroke ? ` stroke="${stroke}" stroke-width="${round(width)}"` : "";
  const dashed = dash.length > 0 ? ` stroke-dasharray="${dash.map(round).join(" ")}"` : "";
  return ` fill="${fill ?? "none"}"${drawn}${dashed}`;
}

/** Draws into the text of an SVG document. */
export class SvgPen implements Pen {
  private readonly parts: string[] = [];

  box({ x, y, width, height }: Parameters<Pen["box"]>[0], radius: number, ink: Ink): void {
    const rounded = radius > 0 ? ` rx="${round(radius)}"` : "";
    this.parts.push(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${rounded}${look(ink)}/>`,
    );
  }

  polygon(points: Parameters<Pen["polygon"]>[0], ink: Ink): void {
    const corners = points.map(({ x, y }) => `${round(x)},${round(y)}`).join(" ");
    this.parts.push(`<polygon points="${corners}"${look(ink)}/>`);
  }

  circle(centre: Parameters<Pen["circle"]>[0], radius: number, ink: Ink): void {
    this.parts.push(
      `<circle cx="${round(centre.x)}" cy="${round(centre.y)}" r="${round(radius)}"${look(ink)}/>`,
    );
  }

  text(...[words, at, { size, weight, colour }]: Parameters<Pen["text"]>): void {
    const place = `x="${round(at.x)}" y="${round(at.y)}"`;
    this.parts.push(
      `<text ${place} font-size="${round(size)}" font-weight="${weightOf[weight]}" fill="${colour}">${escaped(words)}</text>`,
    );
  }

  group(name: string, draw: () => void): void {
    this.parts.push(`<g><title>${escaped(name)}</title>`);
    draw();
    this.parts.push("</g>");
  }

  /** Return the whole document; `fontFaces` is CSS that brings the letters along. */
  document(size: { width: number; height: number }, title: string, about: string, fontFaces: string): string {
    const [width, height] = [round(size.width), round(size.height)];
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${family}" role="img">`,
      `<title>${escaped(title)}</title><desc>${escaped(about)}</desc>`,
      fontFaces && `<defs><style>${fontFaces}</style></defs>`,
      ...this.parts,
      "</svg>",
    ].join("\n");
  }
}
