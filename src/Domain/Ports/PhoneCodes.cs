using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Ports;

/// <summary>The only purpose for which a code may be used. Names are published: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<CodePurpose>))]
public enum CodePurpose
{
    /// <summary>To sign in to an existing account.</summary>
    SignIn = 1,

    /// <summary>To open an account.</summary>
    Register = 2,

    /// <summary>To prove the old or the new phone of an account.</summary>
    ChangePhone = 3,

    /// <summary>To replace a forgotten password.</summary>
    ResetPassword = 4,
}

/// <summary>Where a request comes from, as far as limits and waiting times need it.</summary>
/// <param name="Address">The caller's address, as text; empty: none is known.</param>
/// <param name="Device">The token of a device that signed in before; null: none was given.</param>
/// <param name="Unlimited">True: this machine itself in Development, which is never limited.</param>
/// <param name="Agent">The name that the client gives itself, for the owner's list of devices; null: none.</param>
public sealed record Origin(string Address, string? Device = null, bool Unlimited = false, string? Agent = null);

/// <summary>A code as a caller enters it.</summary>
/// <param name="RequestId">The answer to the request for a code.</param>
/// <param name="Code">The six digits that the phone received.</param>
public sealed record GivenCode(string RequestId, string Code)
{
    /// <summary>The code of the generator, for an account that has one; null: none.</summary>
    public string? Totp { get; init; }

    /// <summary>
    /// The last six characters of the holder's identity number, needed when the device is not known; null: not given.
    /// </summary>
    public string? IdentityLastSix { get; init; }
}

/// <summary>A code that was sent; Development shows the last ones.</summary>
/// <param name="RequestId">The request for which it is valid.</param>
/// <param name="Phone">The phone, in full.</param>
/// <param name="Code">The six digits.</param>
/// <param name="Purpose">The purpose for which it is valid.</param>
/// <param name="At">When it was made, by the machine's clock, UTC.</param>
public sealed record SentCode(string RequestId, string Phone, string Code, CodePurpose Purpose, DateTimeOffset At);

/// <summary>Several of them, as silos send them to each other.</summary>
public sealed record SentCodes(ImmutableArray<SentCode> Items);
