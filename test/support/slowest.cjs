// Reporter: says at the end which test files took longest, so that a slow one does not creep in unseen.
const { basename } = require('node:path');

const SHOWN = 12;

module.exports = class Slowest {
	onRunComplete(_contexts, { testResults }) {
		if (testResults.length < 2) return;
		const times = testResults.map(({ testFilePath, perfStats }) => ({ name: basename(testFilePath, '.test.mts'), seconds: (perfStats.end - perfStats.start) / 1000 }));
		const slowest = times.sort((a, b) => b.seconds - a.seconds).slice(0, SHOWN);
		const total = times.reduce((sum, { seconds }) => sum + seconds, 0);
		process.stderr.write(`Slowest of ${times.length} files (${Math.round(total)} s together): ${slowest.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)} s`).join(', ')}\n`);
	}
};
