import { Trans, useLingui } from "@lingui/react/macro";
import { X } from "lucide-react";
import type { ObjectiveToday_objective$key } from "../../../__generated__/ObjectiveToday_objective.graphql";
import type { SideBySide_finding$key } from "../../../__generated__/SideBySide_finding.graphql";
import { formatDay } from "../../../lib/days";
import { useLocale } from "../../../lib/locale";
import { IconButton } from "../../../ui/IconButton";
import { sizes } from "../../../ui/tokens";
import { SideBySide } from "../../overlaps/SideBySide";
import { SearchField } from "../../search/SearchField";
import objectiveStyles from "../Objectives.module.css";
import { ObjectiveToday } from "../ObjectiveToday";
import styles from "./OpenCasePage.module.css";
import "./texts";

const kinds = ["OBJECTIVE"] as const;

/** What is asked for by ids may be gone, or be of another type than the address says: then it has no id. */
type Found<Fields> = readonly ((Fields & { readonly id?: string | undefined }) | null | undefined)[];
type Shown<Key> = { readonly shown?: Key | null | undefined };

type Props = {
  findings: Found<Shown<SideBySide_finding$key>>;
  dependencies: Found<{
    readonly what?: string | undefined;
    readonly neededBy?: string | undefined;
    readonly consumerUnit?: { readonly name: string } | undefined;
    readonly providerUnit?: { readonly name: string } | undefined;
  }>;
  objectives: Found<Shown<ObjectiveToday_objective$key> & { readonly title?: string | undefined }>;
  /** Whose objectives are offered. */
  cycle: string;
  onAdd: (objective: string) => void;
  onRemove: (objective: string) => void;
};

/** What the case will be about, side by side; objectives can be named and left out here. */
export function SubjectsShown({ findings, dependencies, objectives, cycle, onAdd, onRemove }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const named = new Set(objectives.flatMap((objective) => objective?.id ?? []));
  return (
    <div className={styles.subjects}>
      {findings.map(
        (finding) =>
          finding?.shown && (
            <div key={finding.id}>
              <SideBySide finding={finding.shown} />
            </div>
          ),
      )}
      {dependencies.map((dependency) => {
        if (!dependency?.id) return null;
        const consumer = dependency.consumerUnit?.name ?? "";
        const provider = dependency.providerUnit?.name ?? "";
        const day = formatDay(dependency.neededBy ?? "", locale, new Date());
        return (
          <div key={dependency.id} className={styles.dependency}>
            <p className={styles.who}>
              <Trans>
                {consumer} needs from {provider} by {day}
              </Trans>
            </p>
            <p>{dependency.what}</p>
          </div>
        );
      })}
      {named.size > 0 && (
        <ul className={objectiveStyles.objectives} aria-label={t`Objectives as they are today`}>
          {objectives.map((objective) => {
            if (!objective?.id || !objective.shown) return null;
            const { id } = objective;
            const title = objective.title ?? "";
            return (
              <ObjectiveToday key={id} objective={objective.shown}>
                <IconButton label={t`Leave out: ${title}`} onClick={() => onRemove(id)}>
                  <X size={sizes.icon} aria-hidden="true" />
                </IconButton>
              </ObjectiveToday>
            );
          })}
        </ul>
      )}
      <div className={styles.more}>
        <p className={styles.label}>
          <Trans>Name an objective that it is about</Trans>
        </p>
        <SearchField
          label={t`Search objectives`}
          placeholder={t`Objective of any unit`}
          kinds={kinds}
          cycle={cycle}
          exclude={({ id }) => named.has(id)}
          onChoose={({ id }) => onAdd(id)}
        />
      </div>
    </div>
  );
}
