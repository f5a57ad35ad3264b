import { useLingui } from "@lingui/react/macro";
import { useLocale } from "../../lib/locale";
import { formatShare, formatValue } from "../../lib/numbers";
import "./texts";

export type FieldWords = { readonly label: string; readonly before: string | null; readonly after: string };

const numbers = new Set(["baseline", "target", "stretch", "bandLow", "bandHigh", "weight"]);

/** A changed field in words; null for one that says nothing to people. */
export function useFieldWords(): (field: string, before: unknown, after: unknown) => FieldWords | null {
  const { t } = useLingui();
  const locale = useLocale();
  const labels: Record<string, string> = {
    title: t`Title`,
    why: t`Why`,
    kind: t`Kind`,
    standsAloneReason: t`Why it stands alone`,
    metricId: t`Metric`,
    baseline: t`Baseline`,
    target: t`Target`,
    stretch: t`Stretch`,
    bandLow: t`Lower bound`,
    bandHigh: t`Upper bound`,
    steps: t`Steps`,
    weight: t`Weight`,
    caretakerUnitId: t`Caretaker`,
    coOwners: t`Co-owners`,
    order: t`Order`,
    state: t`State`,
    rationale: t`Rationale`,
    declineReason: t`Reason`,
  };
  const words: Record<string, string> = {
    COMMITTED: t`committed`,
    ASPIRATIONAL: t`aspirational`,
    INCREASE: t`increase`,
    DECREASE: t`decrease`,
    MAINTAIN: t`maintain`,
    MILESTONE: t`milestone`,
    BASELINE: t`learn the baseline`,
    PROPOSED: t`proposed`,
    AGREED: t`agreed`,
    DECLINED: t`declined`,
    WITHDRAWN: t`withdrawn`,
  };

  const said = (field: string, value: unknown): string | null => {
    if (value === null || value === undefined || value === "") return null;
    if (Array.isArray(value)) {
      const titles = value.map((item) =>
        item !== null && typeof item === "object" && "title" in item ? String(item.title) : String(item),
      );
      return titles.length > 0 ? titles.join(", ") : null;
    }
    if (typeof value === "object") {
      const shares = Object.entries(value).map(
        ([name, share]) => `${name} ${formatShare(Number(share), locale)}`,
      );
      return shares.length > 0 ? shares.join(", ") : null;
    }
    if (numbers.has(field)) return formatValue(Number(value), locale);
    if (field === "kind" || field === "state") return words[String(value)] ?? String(value);
    return String(value);
  };

  return (field, before, after) => {
    const label = labels[field];
    if (label === undefined) return null;
    return { label, before: said(field, before), after: said(field, after) ?? t`nothing` };
  };
}
