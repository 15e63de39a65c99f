import { uk } from '../texts/uk.ts'

/** A window as the plate on its door. */
export function Door({ label }: { label: string }) {
  return (
    <span className={label.length > 2 ? 'door long' : 'door'}>
      <span className="vh">{uk.window} </span>
      {label}
    </span>
  )
}
