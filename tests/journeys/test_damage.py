"""What happens to a run whose files were changed behind its back."""

import json

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journey")]


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


def test_a_flipped_byte_in_the_scores_and_in_their_cached_copy_is_made_good(small):
    before = small.hashes()
    scores = "data/05_scores/scores.parquet"
    flip(small.folder / scores)
    flip(small.folder / ".dvc/cache/files/md5" / before[scores][:2] / before[scores][2:])

    ran = small.make()

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert f"{scores} is not what its stage wrote: it is made again" in ran.stdout
    assert small.hashes() == before


def test_a_stage_called_with_a_damaged_file_refuses_it_in_a_sentence(small):
    path = small.folder / "data/04_model/training.json"
    whole = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(whole[:100])

    command = json.loads(small.run("python", "-c", SCORE).stdout)
    refused = small.run(*command)

    path.write_bytes(whole)
    assert refused.returncode == 2
    assert "data/04_model is not what dvc.lock says was written" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_lock_that_was_cut_short_is_written_again(small):
    before = small.hashes()
    lock = small.folder / "dvc.lock"
    lock.write_bytes(lock.read_bytes()[: lock.stat().st_size // 2] + b"\n  - {")

    ran = small.make()

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "dvc.lock was cut short" in ran.stdout
    assert small.hashes() == before


SCORE = """
import json, shlex, yaml
content = yaml.safe_load(open("dvc.yaml"))
command = content["stages"]["score"]["cmd"]
for name, path in content["vars"][0]["data"].items():
    command = command.replace("${data.%s}" % name, path)
print(json.dumps(shlex.split(command)))
"""
