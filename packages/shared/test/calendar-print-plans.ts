// Prints the plans and horizons the tests compare between processes that run in different time zones.
import { horizonDates, planDay } from '@cherha/shared/calendar'
import { anOffice, autumnDay, clockOf, nightOffice, springDay } from './calendar-fixture.ts'

console.log(
  JSON.stringify({
    processMidnight: new Date(2026, 0, 1).toISOString(),
    spring: planDay(nightOffice(), clockOf(springDay)),
    autumn: planDay(nightOffice(), clockOf(autumnDay)),
    friday: planDay(anOffice(), clockOf('2026-11-27')),
    horizon: horizonDates(anOffice(), 'terminal', '2026-03-02', true),
  }),
)
