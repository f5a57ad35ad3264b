import { Trans, useLingui } from "@lingui/react/macro";
import { FileImage, FileText, Link2, Shapes } from "lucide-react";
import { useRef, useState } from "react";
import { graphql, useFragment } from "react-relay/hooks";
import type { PyramidExports_query$key } from "../../../__generated__/PyramidExports_query.graphql";
import { fileName, saveFile } from "../../../lib/downloads";
import { useLocale } from "../../../lib/locale";
import { formatCount, formatShare } from "../../../lib/numbers";
import { Button, buttonClass } from "../../../ui/Button";
import { classes } from "../../../ui/classes";
import { Menu } from "../../../ui/Menu";
import { tell } from "../../../ui/messages";
import { sizes } from "../../../ui/tokens";
import { dayOfTree } from "../../pyramid/useUnitsOfCycle";
import type { ColourBy } from "../../pyramid/views";
import styles from "../exports.module.css";
import { useCopyLink } from "../useCopyLink";
import type { Format } from "./makeFile";
import { useSheet } from "./useSheet";
import { useStandings } from "./useStandings";
import "../texts";

type Props = {
  query: PyramidExports_query$key;
  cycleId: string;
  colourBy: ColourBy;
  hasEmptyUnits: boolean;
};

type Underway = { readonly format: Format; readonly share: number; readonly secondsLeft: number | null };

/** The whole company in a cycle as a file, or its address. */
export function PyramidExports({ query, cycleId, colourBy, hasEmptyUnits }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const copyLink = useCopyLink();
  const data = useFragment(
    graphql`
      fragment PyramidExports_query on Query {
        organisation {
          name
        }
        cycle(id: $cycle) {
          name
          startsOn
          endsOn
        }
        ...useStandings_query
      }
    `,
    query,
  );
  const { organisation, cycle } = data;
  const above = useStandings(data, cycle ?? null);
  const sheetOf = useSheet({ cycleId, day: dayOfTree(cycle), colourBy, hasEmptyUnits });
  const [underway, setUnderway] = useState<Underway | null>(null);
  const stop = useRef<AbortController>(null);

  const save = async (format: Format) => {
    const sheet = cycle && sheetOf(organisation.name, cycle, above);
    if (!sheet) return;
    stop.current = new AbortController();
    const began = performance.now();
    const told = (share: number) => {
      const seconds = (performance.now() - began) / 1_000;
      const left = share > 0.05 ? Math.ceil((seconds / share) * (1 - share)) : null;
      setUnderway({ format, share, secondsLeft: left });
    };
    told(0);
    try {
      const { makeFile } = await import("./makeFile");
      const blob = await makeFile(format, sheet, told, stop.current.signal);
      const name = `${fileName(t({ message: "Pyramid", context: "file name" }), organisation.name, cycle.name)}.${format}`;
      saveFile({ name, blob });
      tell(t`Saved as “${name}” among your downloads.`);
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") tell(t`Stopped. Nothing was saved.`);
      else tell(t`The file could not be made. Try again, or try another kind of file.`, { tone: "problem" });
    } finally {
      setUnderway(null);
    }
  };

  if (underway) {
    const { share, secondsLeft } = underway;
    const said =
      secondsLeft === null || secondsLeft < 2
        ? t`Drawing the pyramid`
        : t`Drawing the pyramid, about ${formatCount(secondsLeft, locale)} seconds left`;
    return (
      <div className={styles.underway}>
        <p role="status">{said}</p>
        <progress aria-label={t`Drawing the pyramid`} max={1} value={share} className={styles.progress}>
          {formatShare(share, locale)}
        </progress>
        <Button size="small" onClick={() => stop.current?.abort()}>
          <Trans>Cancel</Trans>
        </Button>
      </div>
    );
  }

  const icon = { size: sizes.icon, "aria-hidden": true } as const;
  return (
    <Menu
      label={t`Share`}
      className={classes(buttonClass(), styles.share)}
      shown={<Trans>Share</Trans>}
      groups={[
        {
          id: "files",
          items: [
            {
              id: "pdf",
              label: t`Save as PDF`,
              about: t`One large page, to print or to zoom into`,
              icon: <FileText {...icon} />,
              onChoose: () => void save("pdf"),
            },
            {
              id: "svg",
              label: t`Save as SVG`,
              about: t`A drawing that can be edited`,
              icon: <Shapes {...icon} />,
              onChoose: () => void save("svg"),
            },
            {
              id: "png",
              label: t`Save as PNG`,
              about: t`A picture for slides and mails`,
              icon: <FileImage {...icon} />,
              onChoose: () => void save("png"),
            },
          ],
        },
        {
          id: "link",
          items: [
            { id: "copy", label: t`Copy link`, icon: <Link2 {...icon} />, onChoose: () => void copyLink() },
          ],
        },
      ]}
    />
  );
}
