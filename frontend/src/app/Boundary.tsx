import { Component, type ReactNode } from "react";
import { Failure } from "./Failure";

type Props = { children: ReactNode };
type State = { error: Error | null; attempt: number };

/** Catches what failed below it and offers another try, which mounts everything below anew. */
export class Boundary extends Component<Props, State> {
  override state: State = { error: null, attempt: 0 };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  /** What had failed when it was last tried again. */
  failed: Error | null = null;

  retry = () => {
    this.failed = this.state.error;
    this.setState(({ attempt }) => ({ error: null, attempt: attempt + 1 }));
  };

  /** The very same failure was remembered, and nothing was asked for: the page is loaded anew, if it can be. */
  override componentDidCatch(error: unknown) {
    if (error !== this.failed) return;
    fetch(window.location.href, { method: "HEAD", cache: "no-store" }).then(
      ({ status }) => status < 500 && window.location.reload(),
      () => {},
    );
  }

  override render() {
    const { error, attempt } = this.state;
    if (error) return <Failure error={error} onRetry={this.retry} />;
    return <Kept key={attempt}>{this.props.children}</Kept>;
  }
}

function Kept({ children }: Props) {
  return children;
}
