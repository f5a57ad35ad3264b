import "./texts";
import type { ReactNode } from "react";
import { formatInstant } from "../../lib/days";
import { useLocale } from "../../lib/locale";
import styles from "./InboxPage.module.css";

type Props = {
  /** Of the record, which addresses may lead to. */
  id: string;
  /** What it is, and between whom. */
  about: ReactNode;
  cycle: string;
  since: string;
  title: ReactNode;
  other?: ReactNode;
  why?: string | null;
  children?: ReactNode;
};

/** One matter between two units: what it is about, and what can be done. */
export function Item({ id, about, cycle, since, title, other, why, children }: Props) {
  const locale = useLocale();
  return (
    <li id={id} tabIndex={-1} className={styles.item}>
      <p className={styles.about}>
        <span>{about}</span>
        <span>
          {cycle} · <time dateTime={since}>{formatInstant(since, locale, new Date())}</time>
        </span>
      </p>
      <p className={styles.title}>{title}</p>
      {other && <p className={styles.other}>{other}</p>}
      {why && <p className={styles.why}>{why}</p>}
      {children}
    </li>
  );
}
