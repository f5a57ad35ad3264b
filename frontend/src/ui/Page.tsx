import { type ReactNode, useEffect } from "react";
import { classes } from "./classes";
import styles from "./Page.module.css";

type Props = {
  title: ReactNode;
  /** What stands in the browser's tab. */
  name?: string;
  above?: ReactNode;
  below?: ReactNode;
  actions?: ReactNode;
  isWide?: boolean;
  children: ReactNode;
};

/** The frame of a place: where one is, what it is called, what one can do. */
export function Page({ title, name, above, below, actions, isWide, children }: Props) {
  useEffect(() => {
    document.title = name ? `${name} · Samsvar` : "Samsvar";
  }, [name]);
  return (
    <main id="content" tabIndex={-1} className={classes(styles.page, isWide && styles.wide)}>
      <header className={styles.head}>
        <div className={styles.names}>
          {above && <div className={styles.beside}>{above}</div>}
          <h1 className={styles.title}>{title}</h1>
          {below && <div className={styles.beside}>{below}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </main>
  );
}
