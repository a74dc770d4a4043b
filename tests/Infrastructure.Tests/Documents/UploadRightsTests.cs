using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Infrastructure.Documents;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>How much may be uploaded in a day.</summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class UploadRightsTests
{
    /// <summary>Eight files a day for each vehicle and driver, a thousand at least (decisions 11).</summary>
    [Theory]
    [InlineData(999, 0, true)]
    [InlineData(1_000, 0, false)]
    [InlineData(1_000, 125, false)]
    [InlineData(1_000, 126, true)]
    [InlineData(1_007, 126, true)]
    [InlineData(1_008, 126, false)]
    public void H6_an_enterprise_has_eight_files_a_day_for_each_vehicle_and_driver(int files, int fleet, bool may) =>
        Assert.Equal(may, UploadRights.MayUploadMore(
            new Actor("A-1", Roles.Operator, Channel.Http), files, long.MaxValue, fleet) is null);
}
