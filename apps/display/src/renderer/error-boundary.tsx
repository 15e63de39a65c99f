import { Component, type ReactNode } from 'react'
import { LostScreen } from './screens/lost-screen.tsx'
import { StageFrame } from './stage.tsx'

const reloadAfterMs = 10_000

/** A fault of the page itself looks like a lost hub, and the page starts again by itself. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { since: number | null }> {
  override state: { since: number | null } = { since: null }

  static getDerivedStateFromError(): { since: number } {
    return { since: Date.now() }
  }

  override componentDidCatch(): void {
    setTimeout(() => location.reload(), reloadAfterMs)
  }

  override render(): ReactNode {
    const { since } = this.state
    if (since === null) return this.props.children
    return (
      <StageFrame kind="notice">
        {(tall) => <LostScreen view={null} now={Date.now()} lostAt={since} tall={tall} />}
      </StageFrame>
    )
  }
}
