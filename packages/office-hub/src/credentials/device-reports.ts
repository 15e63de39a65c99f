import type { DeviceReport } from '@cherha/shared/protocol'
import type Database from 'better-sqlite3'

export interface ReportedState extends DeviceReport {
  /** Hub time of the report, ms. */
  readonly at: number
}

/** The last report of each device. A report is about a computer, so it stays out of the queue's log. */
export function deviceReportStore(database: Database.Database) {
  const put = database.prepare<[string, number, number, number, string]>(`
    INSERT INTO device_report (device, at, crashes, hangs, version) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (device) DO UPDATE
    SET at = excluded.at, crashes = excluded.crashes, hangs = excluded.hangs, version = excluded.version
  `)
  const get = database.prepare<[string], ReportedState>(
    'SELECT at, crashes, hangs, version FROM device_report WHERE device = ?',
  )
  return {
    /** @param now hub time, ms */
    keepReport(device: string, { crashes, hangs, version }: DeviceReport, now: number): void {
      put.run(device, now, crashes, hangs, version)
    },
    reportOf: (device: string): ReportedState | null => get.get(device) ?? null,
  }
}
