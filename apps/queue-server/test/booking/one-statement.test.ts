import { expect, it } from 'vitest'
import { OneStatement } from '../../src/booking/store/one-statement.ts'
import { withDatabase } from '../support/database.ts'

const databases = withDatabase()

it('changes of several tables are one statement: all of them happen, or none', async () => {
  const { pool } = await databases.fresh()
  await pool.query('CREATE TABLE one (n int PRIMARY KEY); CREATE TABLE two (n int PRIMARY KEY)')
  const write = async (n: number, m: number) => {
    const statement = new OneStatement()
    statement.add({ text: 'INSERT INTO one VALUES ($1::int)', values: [n] })
    statement.add({ text: 'INSERT INTO two SELECT $2::int + $1::int', values: [m, 0] })
    await pool.query(statement.query() ?? '')
  }
  await write(1, 10)
  await expect(write(2, 10)).rejects.toThrow('duplicate key')
  await write(3, 30)
  expect((await pool.query('SELECT n FROM one ORDER BY n')).rows).toEqual([{ n: 1 }, { n: 3 }])
  expect((await pool.query('SELECT n FROM two ORDER BY n')).rows).toEqual([{ n: 10 }, { n: 30 }])
})

it('nothing to change is no statement', () => {
  expect(new OneStatement().query()).toBeNull()
})
