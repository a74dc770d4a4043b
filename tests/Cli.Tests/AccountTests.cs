using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

public sealed class AccountTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task The_first_administrator_is_made_once_and_with_a_good_password()
    {
        var weak = await Create("short");
        Assert.Equal(2, weak.ExitCode);
        Assert.Contains("15 to 128", weak.Error, StringComparison.Ordinal);

        var asked = await Create(null);
        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("REGISTRY_PASSWORD", asked.Error, StringComparison.Ordinal);

        var made = await Create("Ein-gutes-Wort-von-uns");
        Assert.True(made.ExitCode == 0, made.ToString());
        Assert.Contains("root ", made.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Ein-gutes-Wort-von-uns", made.Out + made.Error, StringComparison.Ordinal);

        var again = await Create("Ein-anderes-Wort-von-uns");
        Assert.Equal(2, again.ExitCode);
        Assert.NotEmpty(again.Error);
        Assert.DoesNotContain("   at ", again.Error, StringComparison.Ordinal);
    }

    private Task<Finished> Create(string? password) =>
        RunWith([("REGISTRY_PASSWORD", password)], "create-admin", "--name", "root", "--data", _scratch["data"]);
}
