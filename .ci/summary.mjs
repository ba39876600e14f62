// Adds up the vitest reports named on the command line. Its last line is what the judge of the run reads.
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'

const total = { passed: 0, failed: 0, skipped: 0 }
for (const file of process.argv.slice(2).filter(existsSync)) {
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const counts = {
    passed: report.numPassedTests,
    // A file that could not even be loaded has no test in it to fail.
    failed: report.numFailedTests + report.testResults.filter(isBroken).length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
  for (const [kind, count] of Object.entries(counts)) total[kind] += count
  console.log(`${basename(file, '.json')}: ${inWords(counts)}`)
}
console.log(inWords(total))
if (total.passed === 0) process.exitCode = 1

function isBroken({ status, assertionResults }) {
  return status === 'failed' && assertionResults.every((result) => result.status !== 'failed')
}

function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
}
