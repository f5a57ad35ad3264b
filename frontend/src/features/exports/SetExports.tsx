import { Trans, useLingui } from "@lingui/react/macro";
import { useNavigate } from "@tanstack/react-router";
import { FileSpreadsheet, FileText, Link2, Printer } from "lucide-react";
import { graphql, useFragment } from "react-relay/hooks";
import type { SetExports_okrSet$key } from "../../__generated__/SetExports_okrSet.graphql";
import { fetchFile, saveFile } from "../../lib/downloads";
import { buttonClass } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Menu } from "../../ui/Menu";
import { announce, tell } from "../../ui/messages";
import { sizes } from "../../ui/tokens";
import { useFailureWords } from "../problems/problems";
import styles from "./exports.module.css";
import { useCopyLink } from "./useCopyLink";
import "./texts";

type Props = { okrSet: SetExports_okrSet$key; isOpenAtFirst?: boolean };

/** Takes a unit's set out of the app: on paper, as a spreadsheet, or by its address. */
export function SetExports({ okrSet, isOpenAtFirst }: Props) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const copyLink = useCopyLink();
  const wordsFor = useFailureWords();
  const { id, unit, cycle } = useFragment(
    graphql`
      fragment SetExports_okrSet on OkrSet {
        id
        unit {
          id
        }
        cycle {
          id
        }
      }
    `,
    okrSet,
  );
  const save = async (ending: "xlsx" | "csv") => {
    announce(t`The file is being made`);
    try {
      const file = await fetchFile(`/exports/okr-sets/${id}.${ending}`, `OKR.${ending}`);
      saveFile(file);
      tell(t`Saved as “${file.name}” among your downloads.`);
    } catch (error) {
      tell(wordsFor(error), { tone: "problem" });
    }
  };
  const icon = { size: sizes.icon, "aria-hidden": true } as const;
  return (
    <Menu
      label={t`Share`}
      className={classes(buttonClass(), styles.share)}
      shown={<Trans>Share</Trans>}
      isOpenAtFirst={isOpenAtFirst}
      groups={[
        {
          id: "paper",
          items: [
            {
              id: "print",
              label: t`Print`,
              about: t`The set on one page`,
              icon: <Printer {...icon} />,
              onChoose: () =>
                void navigate({ to: "/planning/print", search: { unit: unit.id, cycle: cycle.id } }),
            },
            {
              id: "xlsx",
              label: t`Save as XLSX`,
              about: t`For Excel, LibreOffice and others`,
              icon: <FileSpreadsheet {...icon} />,
              onChoose: () => void save("xlsx"),
            },
            {
              id: "csv",
              label: t`Save as CSV`,
              about: t`Nothing but the table`,
              icon: <FileText {...icon} />,
              onChoose: () => void save("csv"),
            },
          ],
        },
        {
          id: "link",
          items: [
            {
              id: "copy",
              label: t`Copy link`,
              icon: <Link2 {...icon} />,
              onChoose: () => void copyLink(),
            },
          ],
        },
      ]}
    />
  );
}
