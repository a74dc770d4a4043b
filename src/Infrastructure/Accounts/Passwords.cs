using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Hashes and checks passwords with PBKDF2 and HMAC-SHA-512 by ASP.NET Core's hasher. Each takes about a tenth of a
/// second of a processor on purpose. So at most half of the processors hash at a time, and many sign-ins at once leave
/// room for everything else.
/// </summary>
public sealed class Passwords : IDisposable
{
    /// <summary>Iterations of PBKDF2-HMAC-SHA512 (OWASP ASVS 5.0, appendix C).</summary>
    public const int Iterations = 210_000;

    private readonly PasswordHasher<Account> _hasher;
    private readonly SemaphoreSlim _cores = new(AtATime);
    private readonly string _nobody;

    /// <summary>With <paramref name="iterations"/> of PBKDF2; null: as many as the policy asks for.</summary>
    public Passwords(int? iterations = null)
    {
        var options = new PasswordHasherOptions { IterationCount = iterations ?? Iterations };
        _hasher = new PasswordHasher<Account>(Options.Create(options));
        _nobody = _hasher.HashPassword(null!, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
    }

    /// <summary>The number of passwords that are hashed at a time: half of the processors, and at least one.</summary>
    public static int AtATime => Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>A new hash with its own salt.</summary>
    public Task<string> Hash(string password, CancellationToken cancellation) =>
        InTurn(() => _hasher.HashPassword(null!, password), cancellation);

    /// <summary>
    /// Whether <paramref name="password"/> matches <paramref name="hash"/>, and whether the hash was made by an older
    /// method. Without a hash the answer is no and takes as long, so that the time does not show whether an account
    /// exists.
    /// </summary>
    public Task<(bool Right, bool Outdated)> Check(string? hash, string password, CancellationToken cancellation) =>
        InTurn(() =>
        {
            var result = _hasher.VerifyHashedPassword(null!, hash ?? _nobody, password);
            return hash is null
                ? (false, false)
                : (result != PasswordVerificationResult.Failed,
                    result == PasswordVerificationResult.SuccessRehashNeeded);
        }, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _cores.Dispose();

    /// <summary>On a thread of the pool, never in a grain's turn.</summary>
    private async Task<T> InTurn<T>(Func<T> work, CancellationToken cancellation)
    {
        await _cores.WaitAsync(cancellation);
        try
        {
            return await Task.Run(work, CancellationToken.None);
        }
        finally
        {
            _cores.Release();
        }
    }
}
