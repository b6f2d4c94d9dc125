// Unit, engine and contract tests. Every test is .mts, run as CommonJS through esbuild (test/support/transform.cjs).
const { availableParallelism } = require('node:os');

module.exports = {
	testEnvironment: '<rootDir>/test/support/environment.cjs',
	testMatch: ['<rootDir>/test/{unit,engine,contract}/**/*.test.mts'],
	moduleFileExtensions: ['mts', 'ts', 'js', 'mjs', 'cjs', 'json', 'node'],
	transform: { '\\.m?ts$': '<rootDir>/test/support/transform.cjs' },
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json', '<rootDir>/test/e2e/', '<rootDir>/.home/', '<rootDir>/.artifacts/'],
	// One seed for all random tests; FC_SEED=random explores, FC_SEED=<number> repeats.
	moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/fastCheck.cjs' },
	setupFiles: ['<rootDir>/test/support/setup.cjs'],
	// One more than there are cores: some tests wait for answers that come late on purpose.
	maxWorkers: availableParallelism() + 1,
	reporters: ['default', '<rootDir>/test/support/slowest.cjs'],
	testTimeout: 60000,
};
