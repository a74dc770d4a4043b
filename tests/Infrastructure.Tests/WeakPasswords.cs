using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Infrastructure.Accounts;

namespace OrleansRegistry.Infrastructure.Tests;

/// <summary>
/// Passwords that are hashed a few times only, where a test opens many accounts and is not about them.
/// </summary>
internal static class WeakPasswords
{
    /// <summary>Put into the composition.</summary>
    public static void In(IServiceCollection services) => services.AddSingleton(new Passwords(iterations: 10));
}
