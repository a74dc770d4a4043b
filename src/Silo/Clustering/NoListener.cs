using System.Net;
using Microsoft.AspNetCore.Connections;

namespace OrleansRegistry.Silo.Clustering;

/// <summary>
/// A listener that accepts nobody and opens no port. A silo that is alone needs no port, and whoever could connect to
/// it could send a command in any actor's name.
/// </summary>
internal sealed class NoListenerFactory : IConnectionListenerFactory
{
    /// <summary>
    /// Replaces every factory of listeners that Orleans has; the result is how many. Kestrel's is not keyed, and stays.
    /// </summary>
    public static int Replace(IServiceCollection services)
    {
        var theirs = services
            .Where(one => one.IsKeyedService && one.ServiceType == typeof(IConnectionListenerFactory))
            .ToList();
        foreach (var one in theirs)
        {
            services.Remove(one);
            services.AddKeyedSingleton<IConnectionListenerFactory, NoListenerFactory>(one.ServiceKey);
        }
        return theirs.Count;
    }

    /// <inheritdoc/>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(new NoListener(endpoint));

    private sealed class NoListener(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> _unbound = new(
            TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endpoint;

        /// <summary>Null, which ends the listening, as soon as it is unbound.</summary>
        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            new(_unbound.Task);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            _unbound.TrySetResult(null);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
