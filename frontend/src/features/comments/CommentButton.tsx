import { useLingui } from "@lingui/react/macro";
import { MessageSquare } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useLocale } from "../../lib/locale";
import { formatCount } from "../../lib/numbers";
import { Button } from "../../ui/Button";
import { sizes } from "../../ui/tokens";
import styles from "./CommentButton.module.css";
import "./texts";

const CommentPanel = lazy(() =>
  import("./CommentPanel").then((module) => ({ default: module.CommentPanel })),
);

type Props = {
  /** An objective, a key result or a Moal. */
  nodeId: string;
  /** How many comments it has. */
  count: number;
};

/** Opens the comments of a record beside the page. */
export function CommentButton({ nodeId, count }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="small"
        variant="plain"
        className={styles.button}
        aria-haspopup="dialog"
        aria-label={count === 0 ? t`Comment` : t`Comments: ${count}`}
        onClick={() => setOpen(true)}
      >
        <MessageSquare size={sizes.icon} aria-hidden="true" />
        {count > 0 && formatCount(count, locale)}
      </Button>
      {isOpen && (
        <Suspense>
          <CommentPanel nodeId={nodeId} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
