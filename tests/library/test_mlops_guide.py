"""The guide that is shipped holds every fact of the career guide it was written from, as stated there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.career.guide import Guide, Item
from bot.library.reading import read_library, survey

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"

OVERVIEW = (
    "A Machine Learning Operations Manager leads the systems and practices that take machine learning models "
    "from development into reliable, secure, and cost-effective production. The role sits between data "
    "science, software engineering, security, and product teams to ensure models run smoothly, can be "
    "monitored, and can be improved safely over time."
)

RESPONSIBILITIES = """
Define the production process for machine learning models from testing to release
Build and manage model deployment pipelines with clear quality checks
Set standards for monitoring model performance, data quality, and system health
Create incident response practices for model and pipeline failures
Partner with security and compliance teams to meet governance requirements
Manage infrastructure planning for compute, storage, and cost controls
Ensure reproducibility through versioning for data, code, and models
Establish documentation practices for model usage, limits, and ownership
Coordinate cross-functional releases and communicate risks and timelines
Hire, mentor, and evaluate MLOps and platform engineering talent
Track operational metrics and report reliability and delivery outcomes
Reduce time to deploy by improving tooling, automation, and workflows
"""

SKILLS = """
Stakeholder Management
Technical Leadership
Project Planning
Risk Management
Hiring and Coaching
Cloud Platforms
Security Fundamentals
Data Privacy Practices
Machine Learning Lifecycle Management
Model Monitoring
Deployment Automation
Data Quality Management
Experiment Tracking
Model Versioning
Infrastructure Cost Management
Incident Management
"""

LEADS_TO = """
MLOps Manager
Machine Learning Platform Manager
Data Platform Manager
Site Reliability Engineering Manager
AI Engineering Manager
"""

TRANSITIONS = """
Director of Machine Learning Engineering
Director of Platform Engineering
Head of MLOps
Head of AI Operations
VP of Engineering
"""

MISSING = """
Production Observability
Model Governance
Cost Forecasting
Release Management
Cross-team Operating Models
Security Reviews
Regulated Data Handling
"""

SUGGESTIONS = """
Build experience running a production model end to end, including monitoring, incident response, \
and rollbacks.
Lead a governance rollout with clear ownership and documentation.
Partner with finance and infrastructure teams to practice cost tracking and budgeting for model workloads.
"""

EMPLOYERS = """
Google
Amazon
Microsoft
Apple
Meta
Netflix
Uber
Airbnb
Salesforce
ServiceNow
Databricks
Snowflake
NVIDIA
Stripe
JPMorgan Chase
"""

INDUSTRIES = """
Technology
Financial Services
Healthcare
Retail and Ecommerce
Manufacturing
Media and Entertainment
Transportation and Logistics
Energy
Insurance
Government Contractors
"""

NEXT_STEPS = """
Audit current model release process and map failure points
Define standard monitoring metrics for model performance and data health
Implement a consistent versioning approach for data, code, and models
Create a lightweight incident playbook and run a practice drill
Set cost baselines for training and inference and review monthly
Align security and privacy checks into the deployment workflow
Build a quarterly roadmap focused on reliability, speed, and compliance
Collect feedback from data science and product teams to reduce friction
"""


@pytest.fixture(scope="module")
def guide() -> Guide:
    return read_library(KNOWLEDGE).guides["mlops-manager"]


def names(items: tuple[Item, ...]) -> list[str]:
    return [item.name for item in items]


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize(
    ("topic", "part", "facts", "count"),
    [
        ("responsibilities", "responsibilities", RESPONSIBILITIES, 12),
        ("skills", "skills", SKILLS, 16),
        ("progression", "leads_to", LEADS_TO, 5),
        ("progression", "transitions", TRANSITIONS, 5),
        ("skill_gaps", "missing", MISSING, 7),
        ("skill_gaps", "suggestions", SUGGESTIONS, 3),
        ("employers", "employers", EMPLOYERS, 15),
        ("industries", "industries", INDUSTRIES, 10),
        ("next_steps", "next_steps", NEXT_STEPS, 8),
    ],
)
def test_every_list_holds_each_entry_in_order(
    guide: Guide, topic: str, part: str, facts: str, count: int
) -> None:
    (items,) = [listing.items for listing in guide.listings(topic) if listing.part == part]
    assert names(items) == lines(facts)
    assert len(items) == count


def test_title_and_overview_are_as_stated(guide: Guide) -> None:
    assert guide.title == "Machine Learning Operations Manager"
    assert guide.overview == OVERVIEW


def test_pay_has_three_levels_in_us_dollars(guide: Guide) -> None:
    assert guide.salary is not None
    assert guide.salary.currency == "USD"
    assert [(band.level, band.low, band.high) for band in guide.salary.bands] == [
        ("entry", 130_000, 170_000),
        ("mid", 170_000, 220_000),
        ("senior", 220_000, 300_000),
    ]


def test_growth_comes_with_its_reason(guide: Guide) -> None:
    assert guide.demand is not None
    assert guide.demand.trend == "Strong growth"
    assert guide.demand.detail == (
        "Hiring demand is driven by more companies moving machine learning into production and needing "
        "reliability, governance, and cost control."
    )


def test_nothing_is_claimed_that_the_career_guide_does_not_say(guide: Guide) -> None:
    assert guide.salary is not None
    assert (guide.salary.region, guide.salary.as_of) == (None, None)
    assert (guide.sources, guide.owner, guide.reviewed, guide.review_every) == ((), None, None, None)


def test_people_may_call_the_role_by_its_short_names(guide: Guide) -> None:
    assert {"MLOps Manager", "ML Ops Manager", "Machine Learning Ops Manager"} <= set(guide.aliases)


def test_the_shipped_knowledge_has_neither_mistakes_nor_hints() -> None:
    assert survey(KNOWLEDGE).problems == ()


def test_every_topic_of_a_guide_has_a_label_for_people(guide: Guide) -> None:
    topics = read_library(KNOWLEDGE).topics
    assert all(topics[topic].label for topic in guide.topics)
    assert len(guide.topics) == 10
