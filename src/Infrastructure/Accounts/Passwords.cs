using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// Hashes and checks passwords (PBKDF2 by ASP.NET Core's hasher). Each takes tens of milliseconds of a core on purpose,
/// so no more run at a time than there are cores: a storm of sign-ins must not starve everything else.
/// </summary>
public sealed class Passwords : IDisposable
{
    private readonly PasswordHasher<Account> _hasher;
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private readonly string _nobody;

    /// <summary>With <paramref name="iterations"/> of PBKDF2; null: as many as the framework recommends.</summary>
    public Passwords(int? iterations = null)
    {
        var options = new PasswordHasherOptions();
        if (iterations is { } count) options.IterationCount = count;
        _hasher = new PasswordHasher<Account>(Options.Create(options));
        _nobody = _hasher.HashPassword(null!, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
    }

    /// <summary>A new hash with its own salt.</summary>
    public async Task<string> Hash(string password, CancellationToken cancellation)
    {
        await _cores.WaitAsync(cancellation);
        try
        {
            return _hasher.HashPassword(null!, password);
        }
        finally
        {
            _cores.Release();
        }
    }

    /// <summary>
    /// Whether <paramref name="password"/> is the one behind <paramref name="hash"/>. Without a hash the answer is no,
    /// and takes as long: nobody can tell by the clock whether an account exists.
    /// </summary>
    public async Task<(bool Right, bool Outdated)> Check(string? hash, string password, CancellationToken cancellation)
    {
        await _cores.WaitAsync(cancellation);
        try
        {
            var result = _hasher.VerifyHashedPassword(null!, hash ?? _nobody, password);
            return hash is null
                ? (false, false)
                : (result != PasswordVerificationResult.Failed,
                    result == PasswordVerificationResult.SuccessRehashNeeded);
        }
        finally
        {
            _cores.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cores.Dispose();
}
