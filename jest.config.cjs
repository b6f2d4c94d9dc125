// Unit, engine and contract tests. Every test is .mts, run as CommonJS through esbuild (test/support/transform.cjs).
module.exports = {
	testEnvironment: '<rootDir>/test/support/environment.cjs',
	testMatch: ['<rootDir>/test/{unit,engine,contract}/**/*.test.mts'],
	moduleFileExtensions: ['mts', 'ts', 'js', 'mjs', 'cjs', 'json', 'node'],
	transform: { '\\.m?ts$': '<rootDir>/test/support/transform.cjs' },
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json', '<rootDir>/test/e2e/', '<rootDir>/.home/', '<rootDir>/.artifacts/'],
	// One seed for all random tests; FC_SEED=random explores, FC_SEED=<number> repeats.
	moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/fastCheck.cjs' },
	setupFiles: ['<rootDir>/test/support/setup.cjs'],
	// jest leaves one core free by default, which on two cores means one worker.
	maxWorkers: '100%',
	reporters: ['default', '<rootDir>/test/support/slowest.cjs'],
	testTimeout: 60000,
};
