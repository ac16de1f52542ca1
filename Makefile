.PHONY: refresh-facts

# Downloads the pinned packages of schemas/SOURCES.toml and writes the vendored facts anew.
refresh-facts:
	python3 schemas/refresh.py
