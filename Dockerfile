# Two stages: the first builds, the second holds Python, the pinned packages and the bot, and no compiler.
FROM python:3.13-slim AS build
WORKDIR /src
RUN python -m venv /venv
COPY requirements.txt ./
RUN /venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels . \
    && /venv/bin/pip install --no-cache-dir --no-deps /wheels/*.whl

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --uid 10001 --create-home --home-dir /home/career career \
    && install --directory --owner=career --mode=0700 /home/career/data
COPY --from=build /venv /venv
USER career
WORKDIR /home/career
# Guides of your own: mount a folder at /home/career/knowledge. Roadmaps, without DATABASE_URL: keep this volume.
VOLUME /home/career/data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f\"http://127.0.0.1:{os.environ.get('PORT', '3000')}/healthz\", timeout=4)"]
# the bot finishes what it has begun within 15 s of a SIGTERM
STOPSIGNAL SIGTERM
CMD ["career", "run", "--live"]
