// End-to-end tests: every file starts a real n8n server of its own (test/e2e/support/n8n.mts), one after the other.
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/e2e/*.test.mts'],
	moduleFileExtensions: ['mts', 'ts', 'js', 'mjs', 'cjs', 'json', 'node'],
	transform: { '\\.m?ts$': '<rootDir>/test/support/transform.cjs' },
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json', '<rootDir>/test/e2e/n8n/', '<rootDir>/.home/', '<rootDir>/.artifacts/'],
	maxWorkers: 1,
	testTimeout: 300000,
};
