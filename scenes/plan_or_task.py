"""A coroutine object stays flat on the desk; a task is a car at once."""

from loopway.film import TrafficScene


class PlanOrTask(TrafficScene):
    """One call becomes a task, the other a plan that waits for its await."""

    id = "s11"
    script = "scripts/plan_or_task.py"
    trace = "traces/plan_or_task.jsonl"
    title = "A plan is not a task"
    subtitle = "a coroutine object and create_task"
    note = "A promise of JavaScript is nearer to a task than to a plan."
    captions = {
        "plan": "",
        "create.one A": "The plan stays flat. create_task makes a car: A.",
        "go.first A": "sleep(0): M lets A go first.",
        "print 2": "await plan drives it now, inside M's own turn.",
    }
