import { Component, type ReactNode } from "react";

interface GuardProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** Shows what went wrong in a part of the view instead of nothing at all. */
export class Guard extends Component<GuardProps, { readonly problem?: string }> {
  override state: { readonly problem?: string } = {};

  static getDerivedStateFromError(error: unknown) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { problem } = this.state;
    if (problem === undefined) return this.props.children;
    return (
      <div className="rosenblatt-Model-away" role="alert">
        <h2>{this.props.title}</h2>
        <p>{problem}</p>
      </div>
    );
  }
}
