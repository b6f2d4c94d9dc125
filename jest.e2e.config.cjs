// End-to-end tests: every file starts a real n8n server of its own (test/e2e/support/n8n.mts).
// One more at a time than there are cores where there is room: alone, a file leaves a fifth of a core unused.
const { availableParallelism, freemem } = require('node:os');

/** What a file takes at most: n8n and its task runner, a browser, the stand-ins, jest. */
const BYTES_PER_FILE = 3 * 2 ** 30;
const beside = Math.max(1, Math.min(3, availableParallelism() + 1, Math.floor(freemem() / BYTES_PER_FILE)));

module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/e2e/*.test.mts'],
	moduleFileExtensions: ['mts', 'ts', 'js', 'mjs', 'cjs', 'json', 'node'],
	transform: { '\\.m?ts$': '<rootDir>/test/support/transform.cjs' },
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json', '<rootDir>/test/e2e/n8n/', '<rootDir>/.home/', '<rootDir>/.artifacts/'],
	globalSetup: '<rootDir>/test/e2e/support/prepare.cjs',
	globalTeardown: '<rootDir>/test/e2e/support/tidyUp.cjs',
	testSequencer: '<rootDir>/test/e2e/support/longestFirst.cjs',
	reporters: ['default', '<rootDir>/test/support/slowest.cjs'],
	maxWorkers: beside,
	testTimeout: 300000,
};
