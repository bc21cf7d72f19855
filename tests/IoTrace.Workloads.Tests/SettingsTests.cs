namespace IoTrace.Workloads.Tests;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("256MiB", 256L << 20)]
    [InlineData("1gib", 1L << 30)]
    [InlineData("64k", 64L << 10)]
    [InlineData("1MB", 1_000_000)]
    [InlineData("4096", 4096)]
    [InlineData("1.5 KiB", 1536)]
    public void Sizes_are_read_in_all_common_units(string text, long bytes) =>
        Assert.Equal(bytes, new SettingsPatch().With("size", text).Size);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("lots")]
    [InlineData("999999999TiB")]
    [InlineData("1.3B")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("1e300")]
    public void A_size_that_is_none_or_absurd_is_an_error_that_names_it(string text)
    {
        var error = Assert.Throws<WorkloadException>(() => new SettingsPatch().With("size", text));

        Assert.True(error.IsUsage);
        Assert.Contains($"'{text}'", error.Message);
    }

    [Theory]
    [InlineData("cache", "tepid", "warm, cold")]
    [InlineData("cache", "1", "warm, cold")]
    [InlineData("durability", "often", "none, end, each")]
    [InlineData("concurrency", "0", "from 1 to 1,024")]
    [InlineData("duration", "soon", "10ms")]
    [InlineData("delay", "15", "15%")]
    [InlineData("colour", "red", "size, buffer")]
    public void A_wrong_value_is_answered_with_the_valid_ones(string name, string value, string valid) =>
        Assert.Contains(valid, Assert.Throws<WorkloadException>(() => new SettingsPatch().With(name, value)).Message);

    [Fact]
    public void Settings_behind_a_colon_go_over_common_ones_and_those_over_defaults()
    {
        var run = PlanParser.Parse("copy-sync:buffer=4KiB,cache=cold", new SettingsPatch { Buffer = 1, Size = 1 << 20 }, strict: true);

        Assert.Equal((4096, 1L << 20, CacheState.Cold, 1), (run.Settings.Buffer, run.Settings.Size, run.Settings.Cache, run.Settings.Concurrency));
    }

    [Theory]
    [InlineData("copy-snyc", "copy-sync")]
    [InlineData("fsynclog", "fsync-log")]
    [InlineData("hash", "cpu-hash")]
    [InlineData("COPY-TREE", "copy-tree")]
    public void An_unknown_name_is_answered_with_those_that_come_close(string name, string suggestion) =>
        Assert.Contains(suggestion, Assert.Throws<WorkloadException>(() => Catalogue.Find(name)).Message);

    [Fact]
    public void A_setting_that_a_workload_has_no_use_for_is_an_error() =>
        Assert.Contains("--buffer", Assert.Throws<WorkloadException>(() => PlanParser.Parse("idle", new SettingsPatch { Buffer = 1 }, strict: true)).Message);

    [Fact]
    public void Names_are_unique_and_every_workload_says_what_to_expect_by_default()
    {
        Assert.Equal(Catalogue.All.Count, Catalogue.All.Select(w => w.Info.Name).Distinct().Count());
        Assert.All(Catalogue.All, w => Assert.Contains(w.Info.Expectations, e => e.Applies(w.Info.Defaults)));
    }
}
