namespace OrleansRegistry.Storage;

/// <summary>The rows that belong to accounts.</summary>
/// <param name="Accounts">Accounts and sessions.</param>
/// <param name="Devices">The devices from which they were signed in.</param>
/// <param name="Agreements">The agreements that the accounts have given.</param>
public sealed record AccountStores(IAccountStore Accounts, IDeviceStore Devices, IAgreementStore Agreements)
{
    /// <summary>Those of a registry.</summary>
    public static AccountStores Of(IRegistryStore store) => new(store.Accounts, store.Devices, store.Agreements);
}
