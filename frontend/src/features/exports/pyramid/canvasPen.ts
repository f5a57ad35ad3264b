import { fonts, weights } from "../../../ui/tokens";
import type { Ink, Measure, Pen, Weight } from "./pen";

const weightOf: Record<Weight, number> = { text: weights.text, strong: weights.strong };
/** Letters are measured once, large, and scaled: they are drawn without hinting. */
const measuredSize = 100;

/** Measures words in the app's own letters. */
export function canvasMeasure(): Measure {
  const context = document.createElement("canvas").getContext("2d");
  const known = new Map<string, number>();
  return (words, { size, weight }) => {
    const key = `${weight}|${words}`;
    let width = known.get(key);
    if (width === undefined) {
      if (context) context.font = `${weightOf[weight]} ${measuredSize}px ${fonts.text}`;
      width = context?.measureText(words).width ?? words.length * measuredSize * 0.5;
      known.set(key, width);
    }
    return (width * size) / measuredSize;
  };
}

/** Draws on a canvas, for PNG. */
export class CanvasPen implements Pen {
  constructor(private readonly context: CanvasRenderingContext2D) {
    context.textBaseline = "alphabetic";
  }

  box({ x, y, width, height }: Parameters<Pen["box"]>[0], radius: number, ink: Ink): void {
    this.context.beginPath();
    this.context.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2));
    this.paint(ink);
  }

  polygon(points: Parameters<Pen["polygon"]>[0], ink: Ink): void {
    this.context.beginPath();
    for (const { x, y } of points) this.context.lineTo(x, y);
    this.context.closePath();
    this.paint(ink);
  }

  circle({ x, y }: Parameters<Pen["circle"]>[0], radius: number, ink: Ink): void {
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, Math.PI * 2);
    this.paint(ink);
  }

  text(...[words, at, { size, weight, colour }]: Parameters<Pen["text"]>): void {
    this.context.font = `${weightOf[weight]} ${size}px ${fonts.text}`;
    this.context.fillStyle = colour;
    this.context.fillText(words, at.x, at.y);
  }

  group(_name: string, draw: () => void): void {
    draw();
  }

  private paint({ fill, stroke, width = 1, dash = [] }: Ink): void {
    if (fill) {
      this.context.fillStyle = fill;
      this.context.fill();
    }
    if (stroke) {
      this.context.setLineDash([...dash]);
      this.context.strokeStyle = stroke;
      this.context.lineWidth = width;
      this.context.stroke();
      this.context.setLineDash([]);
    }
  }
}
