using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Operators;

/// <summary>Something happened to an operator.</summary>
public abstract record OperatorEvent : Event;

/// <summary>The operator was registered; the event has its state at that time.</summary>
public sealed record OperatorRegistered(Operator Operator) : OperatorEvent;

/// <summary>A permit was registered, or registered again with another scope or period.</summary>
public sealed record PermitRegistered(Permit Permit) : OperatorEvent;

/// <summary>The operator bound a permit to its account (绑定).</summary>
public sealed record PermitBound(string Number, DateOnly On) : OperatorEvent;

/// <summary>A permit ended before its last day, from <paramref name="On"/> on.</summary>
public sealed record PermitEnded(string Number, DateOnly On, string Reason) : OperatorEvent;

/// <summary>The last day of a permit has passed.</summary>
public sealed record PermitExpired(string Number, DateOnly ValidTo) : OperatorEvent;

/// <summary>Automatic review of charter trips was opened or closed (C.2).</summary>
public sealed record AutoReviewSet(bool Enabled) : OperatorEvent;

/// <summary>The contact persons changed.</summary>
public sealed record ContactsChanged(ImmutableArray<ContactPerson> Contacts) : OperatorEvent;

/// <summary>A person drives for the operator.</summary>
public sealed record DriverLinked(string PersonKey) : OperatorEvent;

/// <summary>A person drives for it no longer.</summary>
public sealed record DriverUnlinked(string PersonKey) : OperatorEvent;

/// <summary>Registers an operator; the code is checked and normalised here.</summary>
public sealed record RegisterOperator(
    string CreditCode, string Name, string Authority, ImmutableArray<ContactPerson> Contacts = default) : Command
{
    /// <summary>Why a code with a wrong check character is registered (H.21); null: it must be right.</summary>
    public string? CreditCodeReason { get; init; }
}

/// <summary>Registers a permit, or its new scope or period.</summary>
public sealed record RegisterPermit(
    string Number, ImmutableArray<OperatingScope> Scopes, DateOnly ValidFrom, DateOnly ValidTo) : Command;

/// <summary>The operator binds one of its permits (A.2).</summary>
public sealed record BindPermit(string Number) : Command;

/// <summary>The authority ends a permit early; as of today when no day is given.</summary>
public sealed record EndPermit(string Number, string Reason, DateOnly? On = null) : Command;

/// <summary>The industry authority opens or closes automatic review (C.2).</summary>
public sealed record SetAutoReview(bool Enabled) : Command;

/// <summary>Replaces the contact persons.</summary>
public sealed record ChangeContacts(ImmutableArray<ContactPerson> Contacts) : Command;

/// <summary>A person drives for the operator from now on.</summary>
public sealed record LinkDriver(string PersonKey) : Command;

/// <summary>All these persons drive for the operator from now on, as in the older register.</summary>
public sealed record LinkDrivers(ImmutableArray<string> PersonKeys) : Command
{
    /// <summary>Keys of the persons; a person who is linked already, or listed twice, is no fault.</summary>
    public ImmutableArray<string> PersonKeys { get => field.IsDefault ? [] : field; init; } = PersonKeys;
}

/// <summary>A person drives for the operator no longer.</summary>
public sealed record UnlinkDriver(string PersonKey) : Command;
