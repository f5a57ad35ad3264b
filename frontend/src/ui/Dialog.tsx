import { useLingui } from "@lingui/react/macro";
import { Drawer, Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import { durations, widths } from "./tokens";

type Props = { title: ReactNode; onClose: () => void; children: ReactNode };

const transitionProps = { duration: durations.quick };

/** Something short above the page. */
export function Dialog({ title, onClose, children }: Props) {
  const { t } = useLingui();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": t`Close` }}
      overlayProps={{ color: "var(--colour-veil)", backgroundOpacity: 1 }}
      transitionProps={transitionProps}
      size="lg"
    >
      {children}
    </Modal>
  );
}

/** A form beside the page, which stays in sight; on a phone it takes the whole screen. */
export function SidePanel({ title, onClose, children }: Props) {
  const { t } = useLingui();
  const isPhone = useMediaQuery(`(max-width: ${widths.phone}px)`);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={title}
      size={isPhone ? "100%" : widths.drawer}
      closeButtonProps={{ "aria-label": t`Close` }}
      overlayProps={{ color: "var(--colour-veil)", backgroundOpacity: 1 }}
      transitionProps={transitionProps}
    >
      {children}
    </Drawer>
  );
}
