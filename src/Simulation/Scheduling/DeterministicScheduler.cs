using System.Runtime.CompilerServices;

namespace OrleansRegistry.Simulation.Scheduling;

/// <summary>
/// Runs everything on the one thread that calls it, a step at a time. Which of the possible steps comes next is random,
/// so that every order of two simultaneous things occurs, and the same seed gives the same order.
/// </summary>
/// <param name="chance">Says who is next.</param>
public sealed class DeterministicScheduler(Chance chance) : TaskScheduler
{
    private readonly List<Task> _ready = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>How many steps were made.</summary>
    public long Steps { get; private set; }

    /// <summary>A point at which any other ready step may come first.</summary>
    public StepAwaitable Step() => new(this);

    /// <summary>Starts something with the next steps.</summary>
    public void Begin(Action work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>Makes steps until none is ready.</summary>
    public void RunUntilIdle()
    {
        // All steps are tasks of this scheduler, and continue on it. A synchronization context would take precedence,
        // so there must be none.
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

    /// <summary>Never run inline, so that any other ready step may come first.</summary>
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

    /// <summary>Continues when the scheduler decides.</summary>
    public readonly struct StepAwaitable(DeterministicScheduler scheduler) : INotifyCompletion
    {
        /// <summary>The awaiter: the object itself.</summary>
        public StepAwaitable GetAwaiter() => this;

        /// <summary>Always false, so that others may come first.</summary>
        public bool IsCompleted => false;

        /// <summary>Has no result.</summary>
        public void GetResult() { }

        /// <inheritdoc/>
        public void OnCompleted(Action continuation) => scheduler.Begin(continuation);
    }
}
