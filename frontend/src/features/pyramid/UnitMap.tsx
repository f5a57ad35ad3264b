import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { Maximize, Minus, Plus } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { useHere } from "../../lib/here";
import { useLocale } from "../../lib/locale";
import { formatShare } from "../../lib/numbers";
import { Button } from "../../ui/Button";
import { announce } from "../../ui/messages";
import { useShownMode } from "../../ui/modes";
import { colours, sizes, widths } from "../../ui/tokens";
import { type Camera, cameraFor, contains, type Point, type Size, toScreen, toWorld } from "./camera";
import { draw, type Scene } from "./drawing";
import { layOut, type TileBox } from "./layout";
import { lookOf, type PyramidObjective } from "./looks";
import { isWay, neighbourOf } from "./neighbours";
import type { Overlay } from "./overlays/overlay";
import type { UnitBranch } from "./pyramidTree";
import styles from "./UnitMap.module.css";
import { useCamera } from "./useCamera";
import { useToneWords } from "./useTones";
import type { ColourBy } from "./views";
import "./texts";

type Props = {
  tree: UnitBranch;
  objectives: readonly PyramidObjective[];
  colourBy: ColourBy;
  /** Names the view that is remembered. */
  memory: string;
  overlay: Overlay | null;
  /** Words beside the tools. */
  children?: ReactNode;
};

const zoomStep = 1.6;
/** Share of the window's height that the map takes (see PyramidPage.module.css). */
const mapShare = 0.6;

/** Width to height of the room that the map will have, as the style sheet gives it. */
function shapeOfRoom(): number {
  const width = Math.min(widths.wide, window.innerWidth);
  return Math.min(2.6, Math.max(0.5, width / (window.innerHeight * mapShare)));
}

/** The whole company on one canvas: units within units, objectives as tiles that become cards when near. */
export function UnitMap({ tree, objectives, colourBy, memory, overlay, children }: Props) {
  const { t } = useLingui();
  const id = useId();
  const locale = useLocale();
  const navigate = useNavigate();
  const { ownUnitIds } = useHere();
  const toneWords = useToneWords();
  const mode = useShownMode();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [aspect] = useState(shapeOfRoom);
  const layout = useMemo(() => layOut(tree, aspect), [tree, aspect]);
  const byId = useMemo(() => new Map(objectives.map((objective) => [objective.id, objective])), [objectives]);
  const unitNames = useMemo(() => new Map(layout.units.map((unit) => [unit.id, unit.name])), [layout]);
  const [hovered, setHovered] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const [hasFocus, setHasFocus] = useState(false);

  const drawTies = useMemo(() => overlay?.on(layout) ?? null, [overlay, layout]);
  const scene = useMemo((): Scene => {
    const details = (tileId: string) => {
      const objective = byId.get(tileId);
      if (!objective) return "";
      const own =
        objective.ownResult === null ? null : t`own result ${formatShare(objective.ownResult, locale)}`;
      const support =
        objective.support === null ? null : t`support ${formatShare(objective.support, locale)}`;
      return [toneWords[lookOf(objective, "progress").tone], own, support].filter(Boolean).join(" · ");
    };
    return {
      layout,
      details,
      looks: new Map(objectives.map((objective) => [objective.id, lookOf(objective, colourBy)])),
      titles: new Map(objectives.map((objective) => [objective.id, objective.title])),
      ownUnitIds: new Set(ownUnitIds),
      colours: colours[mode],
      countOf: (count) => plural(count, { one: "# objective", other: "# objectives" }),
      drawTies,
    };
  }, [layout, objectives, byId, colourBy, ownUnitIds, mode, locale, t, toneWords, drawTies]);

  const marked = useMemo(
    () => ({ tileId: hasFocus ? focused : hovered, isFocus: hasFocus }),
    [focused, hovered, hasFocus],
  );
  const onFrame = useCallback(
    (camera: Camera, screen: Size) => {
      const context = canvas.current?.getContext("2d");
      if (context) draw(context, scene, camera, screen, marked);
    },
    [scene, marked],
  );

  const open = (objectiveId: string) =>
    void navigate({ to: "/objectives/$objectiveId", params: { objectiveId } });
  const tileAt = (point: Point): TileBox | null => {
    if (!camera.current) return null;
    const world = toWorld(camera.current, point);
    return layout.tiles.find((tile) => contains(tile, world)) ?? null;
  };
  const onClick = (point: Point) => {
    const tile = tileAt(point);
    if (tile) return open(tile.id);
    if (!camera.current) return;
    const world = toWorld(camera.current, point);
    const unit = layout.units.findLast((box) => contains(box, world));
    if (unit) glideTo(cameraFor(unit, screen.current));
  };
  const onHover = (point: Point | null) => {
    const tile = point ? tileAt(point) : null;
    setHovered(tile?.id ?? null);
    if (canvas.current) canvas.current.style.cursor = tile ? "pointer" : "grab";
  };
  const { camera, screen, redraw, glideTo, zoomBy, showAll } = useCamera({
    canvas,
    bounds: layout.bounds,
    onFrame,
    onClick,
    onHover,
    memory,
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new frame function is what asks for a new frame.
  useEffect(redraw, [redraw, onFrame]);
  useEffect(() => {
    // Text drawn before the typeface is here would keep another one's widths.
    void document.fonts.ready.then(redraw);
  }, [redraw]);

  const say = (tile: TileBox) => {
    const objective = byId.get(tile.id);
    if (!objective) return;
    const tone = toneWords[lookOf(objective, colourBy).tone];
    announce([objective.title, unitNames.get(tile.unitId), tone].filter(Boolean).join(", "));
  };
  const focusOn = (tile: TileBox) => {
    setFocused(tile.id);
    say(tile);
    if (!camera.current) return;
    const rect = toScreen(camera.current, tile);
    const { width, height } = screen.current;
    const isOutside =
      rect.x < 0 || rect.y < 0 || rect.x + rect.width > width || rect.y + rect.height > height;
    if (isOutside) {
      const { zoom } = camera.current;
      glideTo({
        zoom,
        x: width / 2 - (tile.x + tile.width / 2) * zoom,
        y: height / 2 - (tile.y + tile.height / 2) * zoom,
      });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const current = layout.tiles.find((tile) => tile.id === focused) ?? layout.tiles[0];
    const zooms: Record<string, () => void> = {
      "+": () => zoomBy(zoomStep),
      "-": () => zoomBy(1 / zoomStep),
      "0": showAll,
    };
    const zoom = zooms[event.key];
    if (zoom) zoom();
    else if (isWay(event.key) && current) {
      const next = focused === null ? current : neighbourOf(layout.tiles, current, event.key);
      if (next) focusOn(next);
    } else if (event.key === "Enter" && focused) open(focused);
    else return;
    event.preventDefault();
  };

  const shown = hovered ? byId.get(hovered) : undefined;
  return (
    <div className={styles.frame}>
      <div className={styles.tools}>
        <div className={styles.words}>{children}</div>
        <Button size="small" aria-label={t`Zoom in`} onClick={() => zoomBy(zoomStep)}>
          <Plus size={sizes.icon} aria-hidden="true" />
        </Button>
        <Button size="small" aria-label={t`Zoom out`} onClick={() => zoomBy(1 / zoomStep)}>
          <Minus size={sizes.icon} aria-hidden="true" />
        </Button>
        <Button size="small" aria-label={t`Show all`} onClick={showAll}>
          <Maximize size={sizes.icon} aria-hidden="true" />
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is walked with keys, as its description says. */}
      <canvas
        ref={canvas}
        className={styles.canvas}
        tabIndex={0}
        role="application"
        aria-label={t`Map of all units and their objectives`}
        aria-describedby={`${id}-keys`}
        onKeyDown={onKeyDown}
        onFocus={(event) => setHasFocus(event.target.matches(":focus-visible"))}
        onBlur={() => setHasFocus(false)}
      />
      <p id={`${id}-keys`} className="visually-hidden">
        <Trans>
          Arrow keys walk from objective to objective, Enter opens one, plus and minus zoom, zero shows all.
          The list holds the same content.
        </Trans>
      </p>
      {shown && (
        <p className={styles.hint} aria-hidden="true">
          <b>{shown.title}</b>
          <span>
            {unitNames.get(shown.unitId)} · {scene.details(shown.id)}
          </span>
          {overlay && <overlay.Line ends={overlay.endsOf.get(shown.id) ?? []} />}
        </p>
      )}
    </div>
  );
}
