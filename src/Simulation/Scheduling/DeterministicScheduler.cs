using System.Runtime.CompilerServices;

namespace OrleansRegistry.Simulation.Scheduling;

/// <summary>
/// Runs everything on the one thread that calls it, a step at a time. Which of the steps that could be next is next,
/// chance says: so every order of two things that happen at once comes up, and the same seed has the same order.
/// </summary>
/// <param name="chance">Says who is next.</param>
public sealed class DeterministicScheduler(Chance chance) : TaskScheduler
{
    private readonly List<Task> _ready = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>How many steps were taken.</summary>
    public long Steps { get; private set; }

    /// <summary>Somewhere in the middle of something: whatever else is ready may come first.</summary>
    public StepAwaitable Step() => new(this);

    /// <summary>Begins something with the next steps.</summary>
    public void Begin(Action work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>Takes steps until nothing is ready.</summary>
    public void RunUntilIdle()
    {
        // All steps are tasks of this scheduler, and what they wait for comes back to it. A context would come first.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (_ready.Count > 0) Take();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException("something has left the thread of the simulation");
        _ready.Add(task);
    }

    /// <summary>Never at once: whatever else is ready may come first.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => _ready;

    private void Take()
    {
        var next = _ready.Count == 1 ? 0 : chance.Below(_ready.Count);
        var step = _ready[next];
        _ready[next] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        Steps++;
        TryExecuteTask(step);
    }

    /// <summary>Goes on when the scheduler says so.</summary>
    public readonly struct StepAwaitable(DeterministicScheduler scheduler) : INotifyCompletion
    {
        /// <summary>Itself.</summary>
        public StepAwaitable GetAwaiter() => this;

        /// <summary>Never: others may come first.</summary>
        public bool IsCompleted => false;

        /// <summary>There is nothing to be had.</summary>
        public void GetResult() { }

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => scheduler.Begin(continuation);
    }
}
