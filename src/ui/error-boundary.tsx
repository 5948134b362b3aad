/** Turns a bug in a page into an error state like any other: code `internal`, with a way to try again. */
import { Component } from 'react';

import { toMarketError } from '#core/errors.ts';
import { ErrorAlert } from './parts/error-alert.tsx';

import type { ReactNode } from 'react';

interface State {
  thrown?: { value: unknown };
}

export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = {};

  static getDerivedStateFromError(value: unknown): State {
    return { thrown: { value } };
  }

  override render(): ReactNode {
    const { thrown } = this.state;
    if (!thrown) return this.props.children;
    return (
      <div className="pm-page">
        <ErrorAlert
          error={toMarketError(thrown.value)}
          onRetry={() => this.setState({ thrown: undefined as never })}
        />
      </div>
    );
  }
}
