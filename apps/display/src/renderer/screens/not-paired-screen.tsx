import { en } from '../texts/en.ts'
import { uk } from '../texts/uk.ts'
import { Notice } from './notice.tsx'

/** This display has no hub: how to give it one. */
export function NotPairedScreen({ now, tall }: { now: number; tall: boolean }) {
  return (
    <Notice
      office={null}
      now={now}
      tall={tall}
      icon="diamond"
      title={uk.notPaired.title}
      keep={
        <ol className="steps">
          {uk.notPaired.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      }
      english={`${en.notPaired.title}. ${en.notPaired.steps[0]} ${en.notPaired.steps[1]}`}
    />
  )
}
