# %% [markdown]
# # From a run to a chart and a case's reasons
#
# Run the pipeline first (`make run`). This page is a notebook in the form of a Python file: open it
# in an editor that knows `# %%` cells, or in Jupyter with jupytext
# (`PYTHONPATH=. jupyter lab docs/notebook.py`), or run it as a program.

# %%
import matplotlib.pyplot as plt

from pipelines.api import load_run

run = load_run()
run.scores[["assessment_id", "unit_id", "assigned", "p_under", "priority"]].head()

# %% [markdown]
# ## A chart: where the listed cases stand among all that were scored
#
# The chance is that an auditor would raise the level. Lists are sorted by priority, the expected
# harm of a rating that should have been higher, and a share of each is drawn at random; so a listed
# case need not have a high chance.

# %%
chances = run.scores.set_index("assessment_id")["p_under"]
listed = chances[chances.index.isin(run.lists["assessment_id"])]

chart, axes = plt.subplots(figsize=(7, 3.5), layout="constrained")
axes.hist(chances, bins=40, range=(0, 1), color="#b1b4b6", label=f"{len(chances):,} scored")
axes.hist(listed, bins=40, range=(0, 1), color="#1d70b8", label=f"{len(listed):,} listed")
axes.set(xlabel="chance that an auditor would raise the level", ylabel="cases", yscale="log")
axes.legend(frameon=False)
chart

# %% [markdown]
# ## One case: its sentences, and the figures behind them

# %%
case = listed.sort_values().index[-1]
why = run.explain(case)
{"reasons": why.reasons, "against": why.against, "missing": why.missing, "look at": why.look_at}

# %% [markdown]
# What each feature adds to the log-odds, beside the mean record. Features of staff, workload and
# unit stand as one line.

# %%
first = why.contributions.head(10).iloc[::-1]

bars, axes = plt.subplots(figsize=(7, 3.5), layout="constrained")
axes.barh(first["feature"], first["contribution"], color="#1d70b8")
axes.axvline(0, color="#0b0c0c", linewidth=0.8)
axes.set(xlabel="added to the log-odds that the rating is too low")
bars

# %% [markdown]
# ## The model itself: the same row, and what it would say of another
#
# `predict_proba` gives the chance of the lists. Then one fact of the record is blanked: that which
# adds most.

# %%
row = run.features(case)
facts = why.contributions.dropna(subset=["value"])
added_most = facts.loc[facts["contribution"].idxmax(), "feature"]
blanked = row.assign(**{added_most: None})

{
    "as on its list": float(run.model.predict_proba(row)[0, 1].round(3)),
    f"without {added_most}": float(run.model.predict_proba(blanked)[0, 1].round(3)),
}
